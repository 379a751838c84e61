/** The wire under the pointer while it is being drawn. */
import type { ConnectionLineComponentProps } from "@xyflow/react";
import { routeWire, wirePath } from "../graph/wire-path.ts";
import type { FlowNode } from "../store/flow-store.ts";

export function DrawnWire({ fromX, fromY, toX, toY, fromPosition }: ConnectionLineComponentProps<FlowNode>) {
  const [a, b] = [
    { x: fromX, y: fromY },
    { x: toX, y: toY },
  ];
  // Data runs from left to right, also when the wire is drawn from its end.
  const [from, to] = fromPosition === "left" ? [b, a] : [a, b];
  return <path className="drawn-wire" d={wirePath(routeWire({ from, to, lane: 0 }, []))} />;
}
