/** Drawing wires with the pointer: shows which ports fit while a wire is being drawn, connects or explains at its end. */
import type { Connection, OnConnectStartParams } from "@xyflow/react";
import { useCallback } from "react";
import { fittingPorts, portKey } from "../connect/fitting-ports.ts";
import { useEditorStore, useGestures } from "../store/editor-context.ts";

export interface Connecting {
  start(event: unknown, from: OnConnectStartParams): void;
  connect(connection: Connection): void;
  end(): void;
}

export function useConnecting(): Connecting {
  const store = useEditorStore();
  const gestures = useGestures();
  const start = useCallback(
    (_event: unknown, { nodeId, handleId, handleType }: OnConnectStartParams) => {
      if (nodeId === null || handleId === null || handleType === null) return;
      const side = handleType === "source" ? "output" : "input";
      const other = side === "output" ? "input" : "output";
      const { resolved, setFitting, refuseWire } = store.getState();
      refuseWire(null);
      const places = fittingPorts(resolved, { node: nodeId, port: handleId }, side);
      setFitting(
        new Set([
          ...places.map((place) => portKey(place, other)),
          portKey({ node: nodeId, port: handleId }, side),
        ]),
      );
    },
    [store],
  );
  const connect = useCallback(
    ({ source, sourceHandle, target, targetHandle }: Connection) => {
      if (sourceHandle === null || targetHandle === null) return;
      gestures.connect({
        from: { node: source, port: sourceHandle },
        to: { node: target, port: targetHandle },
      });
    },
    [gestures],
  );
  const end = useCallback(() => store.getState().setFitting(null), [store]);
  return { start, connect, end };
}
