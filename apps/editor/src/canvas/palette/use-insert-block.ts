/** Puts a block beside the selected card, else in the middle of what is seen; then its first field has the turn. */
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback } from "react";
import { focusCard } from "../keyboard/focus-card.ts";
import { useEditorStore, useGestures } from "../store/editor-context.ts";

export function useInsertBlock(): (kind: string) => void {
  const gestures = useGestures();
  const store = useEditorStore();
  const flow = useReactFlow();
  const view = useStoreApi();
  return useCallback(
    (kind) => {
      const selected = gestures.selected();
      const [only] = selected;
      let id: string | null = null;
      if (selected.length === 1 && only !== undefined) {
        id = gestures.insertAfter(kind, only);
      } else {
        const { domNode } = view.getState();
        const box = domNode?.getBoundingClientRect() ?? new DOMRect(0, 0, 800, 600);
        const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        const { x, y } = flow.screenToFlowPosition(middle);
        id = gestures.insert(kind, { x: x - 80, y: y - 80 });
      }
      store.getState().showTab("settings");
      if (id !== null) focusCard(id);
    },
    [gestures, flow, view, store],
  );
}
