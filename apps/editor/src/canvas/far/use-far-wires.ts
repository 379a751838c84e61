/** Selects a painted wire that was pressed. */
import { useReactFlow } from "@xyflow/react";
import { type MouseEvent, useCallback } from "react";
import { useEditorStore } from "../store/editor-context.ts";
import { farScene } from "./far-scene.ts";
import { wireAt } from "./wire-at.ts";

/** Pixels on the screen around a wire in which it is still met. */
const REACH = 5;

export function useFarWires(): (event: MouseEvent) => void {
  const store = useEditorStore();
  const flow = useReactFlow();
  return useCallback(
    ({ clientX, clientY }) => {
      const { wires } = farScene({ ...store.getState(), ...store.flow.getState() });
      const place = flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
      const wire = wireAt(wires, place, REACH / flow.getZoom());
      if (wire !== null) store.flow.getState().select([wire]);
    },
    [store, flow],
  );
}
