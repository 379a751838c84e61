/** What of the drawing is painted at once when it is seen from far away: all that is neither selected nor moving. */
import { BoxIndex } from "../graph/box-index.ts";
import { portBox } from "../graph/card-layout.ts";
import type { NodeViews } from "../graph/node-view.ts";
import type { Tint } from "../graph/tint.ts";
import { type Box, boundsOf, type Point, routeWire } from "../graph/wire-path.ts";
import type { WireViews } from "../graph/wire-view.ts";
import type { NodeRuns } from "../run/node-run.ts";
import { cardBox } from "../store/card-frame.ts";
import type { FlowEdge, FlowNode } from "../store/flow-store.ts";

export interface FarCard extends Box {
  readonly title: string;
  readonly tint: Tint;
  readonly look: "plain" | "runs" | "bad";
  readonly blocked: boolean;
}

export interface FarWire {
  readonly id: string;
  readonly points: readonly Point[];
  readonly tint: Tint;
  readonly look: "plain" | "thick" | "wrong";
  readonly dim: boolean;
}

export interface FarScene {
  readonly cards: readonly FarCard[];
  readonly wires: readonly FarWire[];
}

export interface FarSources {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly views: NodeViews;
  readonly wires: WireViews;
  readonly nodeRuns: NodeRuns;
}

export function farScene(sources: FarSources): FarScene {
  const { nodes, edges, views, nodeRuns } = sources;
  const boxes = new Map(nodes.map((node) => [node.id, cardBox(node)]));
  const moving = new Set(nodes.filter(({ dragging }) => dragging === true).map(({ id }) => id));
  const cards = nodes.flatMap(({ id, selected }): FarCard[] => {
    const [view, box, state] = [views[id], boxes.get(id), nodeRuns[id]?.state];
    if (view === undefined || box === undefined || selected === true) return [];
    const look = state === "running" ? "runs" : state === "error" ? "bad" : "plain";
    return [{ ...box, title: view.title, tint: view.tint, look, blocked: view.state === "blocked" }];
  });
  const index = new BoxIndex(boxes.values());
  const wires = edges.flatMap((edge): FarWire[] => {
    if (edge.selected === true || moving.has(edge.source) || moving.has(edge.target)) return [];
    const wire = farWire(edge, sources, { boxes, index });
    return wire === null ? [] : [wire];
  });
  return { cards, wires };
}

interface Placed {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly index: BoxIndex;
}

function farWire(
  { id, source, target, sourceHandle, targetHandle }: FlowEdge,
  { views, wires, nodeRuns }: FarSources,
  { boxes, index }: Placed,
): FarWire | null {
  const view = wires[id];
  const output = views[source]?.outputs.find((port) => port.id === sourceHandle);
  const input = views[target]?.inputs.find((port) => port.id === targetHandle);
  const [start, end] = [boxes.get(source), boxes.get(target)];
  if (!view || !output || !input || !start || !end) return null;
  const from = portMiddle(start, portBox("output", { row: output.row, width: start.width }));
  const to = portMiddle(end, portBox("input", { row: input.row, width: end.width }));
  return {
    id,
    points: routeWire({ from, to, lane: view.lane }, index.near(boundsOf(from, to))),
    tint: view.tint,
    look: view.wrong ? "wrong" : view.fused ? "thick" : "plain",
    dim: nodeRuns[target]?.state === "waiting",
  };
}

const portMiddle = (card: Box, port: Box): Point => ({
  x: card.x + port.x + port.width / 2,
  y: card.y + port.y + port.height / 2,
});
