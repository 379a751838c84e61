/** The frame of the editor: bar, palette, steps, canvas, panel, dock. */
import "./canvas-frame.css";
import { useRef } from "react";
import { Page } from "../app/page.tsx";
import { BarActions } from "./bar/bar-actions.tsx";
import { DocumentPlace } from "./bar/document-place.tsx";
import { Dialogs } from "./dialog/dialogs.tsx";
import { Dock } from "./dock/dock.tsx";
import { useLeaveGuard } from "./document/use-leave-guard.ts";
import { CardMenu } from "./flow/card-menu.tsx";
import { FlowCanvas } from "./flow/flow-canvas.tsx";
import { useFirstFit } from "./flow/use-first-fit.ts";
import { useAskedNode } from "./keyboard/use-asked-node.ts";
import { useShortcuts } from "./keyboard/use-shortcuts.ts";
import { Palette } from "./palette/palette.tsx";
import { PaletteRail } from "./palette/palette-rail.tsx";
import { useNarrow } from "./palette/use-narrow.ts";
import { RightPanel } from "./panel/right-panel.tsx";
import { RunProvider } from "./run/followed-run.tsx";
import { RunAnnouncer } from "./run/run-announcer.tsx";
import { StepsBar } from "./steps/steps-bar.tsx";
import { useEditor } from "./store/editor-context.ts";

export function CanvasFrame() {
  const name = useEditor(({ sync }) => sync.document.name);
  const open = useEditor((state) => state.open);
  const search = useRef<HTMLInputElement>(null);
  const narrow = useNarrow();
  useShortcuts(search);
  useLeaveGuard();
  useFirstFit();
  useAskedNode();
  return (
    <RunProvider>
      <Page title={name} place={<DocumentPlace />} actions={<BarActions />}>
        <div className="editor" data-palette={open.palette} data-panel={open.panel} data-dock={open.dock}>
          {narrow ? <PaletteRail search={search} /> : open.palette ? <Palette search={search} /> : null}
          <div className="middle">
            <h1 className="sr">{name}</h1>
            <StepsBar />
            <FlowCanvas />
          </div>
          {open.panel ? <RightPanel /> : null}
          {open.dock ? <Dock /> : null}
          <CardMenu />
          <Dialogs />
          <RunAnnouncer />
        </div>
      </Page>
    </RunProvider>
  );
}
