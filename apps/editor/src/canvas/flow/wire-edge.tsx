/** A wire: orthogonal, with a casing so that a crossing reads as a bridge, and a label where there is room. */
import "./wire.css";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, useStoreApi } from "@xyflow/react";
import { memo } from "react";
import { type Box, labelPlace, routeWire, wirePath } from "../graph/wire-path.ts";
import type { NodeRun } from "../run/node-run.ts";
import { useEditor } from "../store/editor-context.ts";
import type { FlowEdge, FlowNode } from "../store/flow-store.ts";
import { tintStyle } from "./tint-style.ts";

/** The hit area of a port is wider than its mark: half of it lies outside the card. */
const OUTSIDE = 14;
const LETTER = 5.6;

export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, selected = false } = props;
  const view = useEditor(({ wires }) => wires[id]);
  // Cards moved elsewhere may stand in the way now.
  useEditor(({ sync }) => sync.document.nodes);
  const flow = useStoreApi<FlowNode, FlowEdge>();
  const ends = {
    from: { x: sourceX - OUTSIDE, y: sourceY },
    to: { x: targetX + OUTSIDE, y: targetY },
    lane: view?.lane ?? 0,
  };
  const points = routeWire(ends, cardBoxes(flow.getState().nodeLookup.values()));
  const path = wirePath(points);
  const place = labelPlace(points);
  const label = view?.label ?? "";
  const fits = place.room > label.length * LETTER - 8;
  const carries = useEditor(({ nodeRuns }) => carriesOf(nodeRuns[props.source], nodeRuns[props.target]));
  const tint = tintStyle(view?.tint ?? "fused");
  const look = [
    "w",
    carries === "waits" ? "dim" : "",
    view?.fused ? "thick" : "",
    view?.wrong ? "badw" : "",
    selected ? "on" : "",
  ];
  return (
    <g className={look.filter(Boolean).join(" ")} style={tint}>
      <path className="cs" d={path} />
      <BaseEdge id={id} path={path} className="ln" interactionWidth={16} />
      {carries === "live" ? (
        <circle className="bead" r={3.4} style={{ offsetPath: `path("${path}")` }} />
      ) : null}
      {label !== "" && (fits || selected) ? (
        <EdgeLabelRenderer>
          <span
            className="wire-label"
            style={{
              ...tint,
              translate: `${place.room > 300 ? place.x + ends.lane * 10 : place.x}px ${place.y - 4}px`,
            }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </g>
  );
});

/** Data goes through while what the wire leads to is learning or being learned. */
function carriesOf(from: NodeRun | undefined, to: NodeRun | undefined): "live" | "waits" | "nothing" {
  if (to?.state === "waiting") return "waits";
  const learns = (run: NodeRun | undefined): boolean => run?.state === "learning" || run?.state === "running";
  return learns(to) && (learns(from) || from?.state === "done" || from?.state === "reused")
    ? "live"
    : "nothing";
}

interface Measured {
  readonly measured: { readonly width?: number | undefined; readonly height?: number | undefined };
  readonly internals: { readonly positionAbsolute: { readonly x: number; readonly y: number } };
}

function cardBoxes(nodes: Iterable<Measured>): Box[] {
  const boxes: Box[] = [];
  for (const { internals, measured } of nodes) {
    const { x, y } = internals.positionAbsolute;
    boxes.push({ x, y, width: measured.width ?? 0, height: measured.height ?? 0 });
  }
  return boxes;
}
