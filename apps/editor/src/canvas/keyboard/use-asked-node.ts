/** `?node=` in the address, as other pages link it: that block is selected and brought into view. */
import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { useEditorStore } from "../store/editor-context.ts";

const ONCE_DRAWN = 250;

export function useAskedNode(): void {
  const [search] = useSearchParams();
  const asked = search.get("node");
  const store = useEditorStore();
  const flow = useReactFlow();
  useEffect(() => {
    if (asked === null || store.getState().sync.document.nodes[asked] === undefined) return;
    store.flow.getState().select([asked]);
    store.getState().showTab("settings");
    const timer = window.setTimeout(
      () => void flow.fitView({ nodes: [{ id: asked }], duration: 180, maxZoom: 1, padding: 1 }),
      ONCE_DRAWN,
    );
    return () => window.clearTimeout(timer);
  }, [asked, store, flow]);
}
