/** Tells the drawing what of it is in view, whenever that takes a step. */
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect } from "react";
import { sightOf } from "../graph/sight.ts";
import { useEditorStore } from "../store/editor-context.ts";

export function useSight(): void {
  const { flow: drawing } = useEditorStore();
  const flow = useStoreApi();
  useLayoutEffect(() => {
    const look = (): void => drawing.getState().look(sightOf(flow.getState()));
    look();
    return flow.subscribe(({ transform, width, height }, before) => {
      if (transform !== before.transform || width !== before.width || height !== before.height) look();
    });
  }, [drawing, flow]);
}
