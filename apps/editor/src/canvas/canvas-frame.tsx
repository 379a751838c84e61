/** The frame of the editor: bar, palette, steps, canvas, panel, dock. */
import "./canvas-frame.css";
import { Page } from "../app/page.tsx";
import { FlowCanvas } from "./flow/flow-canvas.tsx";
import { useEditor } from "./store/editor-context.ts";

export function CanvasFrame() {
  const name = useEditor(({ sync }) => sync.document.name);
  return (
    <Page title={name}>
      <div className="editor">
        <FlowCanvas />
      </div>
    </Page>
  );
}
