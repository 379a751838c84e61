/**
 * What React Flow draws: cards and wires with their places, selection and measured sizes. A store of its own, so that
 * dragging a card does not ask everything that reads the document whether it has changed.
 */
import type { PipelineDocument } from "@fuseline/schema";
import {
  applyEdgeChanges,
  applyNodeChanges,
  type Edge,
  type EdgeChange,
  type Node,
  type NodeChange,
} from "@xyflow/react";
import { createStore, type StoreApi } from "zustand";
import { keepSame } from "../graph/keep-equal.ts";
import type { NodeViews } from "../graph/node-view.ts";
import { cardsInSight, type Sight, sameSight } from "../graph/sight.ts";
import { wiresInSight } from "../graph/wires-in-sight.ts";
import { cardBox, cardFrame } from "./card-frame.ts";

export type FlowNode = Node<Record<string, never>, "card">;
export type FlowEdge = Edge<Record<string, never>, "wire">;

export interface FlowState {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly sight: Sight;
  /** Ids of the cards that are drawn in full. */
  readonly shown: ReadonlySet<string>;
  /** The wires that are drawn as they are; from far away most are only painted. */
  readonly shownEdges: readonly FlowEdge[];
  changeNodes(changes: NodeChange<FlowNode>[]): void;
  changeEdges(changes: EdgeChange<FlowEdge>[]): void;
  /** Takes cards and wires from the document; what is being dragged stays where the pointer has it. */
  layDocument(document: PipelineDocument, views: NodeViews): void;
  /** Cards and wires alike. */
  select(ids: readonly string[]): void;
  look(sight: Sight): void;
}

type Drawing = Pick<FlowState, "nodes" | "edges" | "sight">;

const UNSEEN: Sight = { far: false, region: null };

export function makeFlowStore(document: PipelineDocument, views: NodeViews): StoreApi<FlowState> {
  const first = {
    nodes: nodesOf(document, views, []),
    edges: edgesOf(document, []),
    sight: UNSEEN,
  };
  return createStore<FlowState>()((set) => {
    const draw = (next: (before: FlowState) => Partial<Drawing>): void =>
      set((before) => {
        const changed = next(before);
        return { ...changed, ...shownOf({ ...before, ...changed }, before) };
      });
    return {
      ...first,
      ...shownOf(first, null),
      changeNodes: (changes) =>
        draw(({ nodes }) => ({ nodes: applyNodeChanges<FlowNode>(changes, [...nodes]) })),
      changeEdges: (changes) =>
        draw(({ edges }) => ({ edges: applyEdgeChanges<FlowEdge>(changes, [...edges]) })),
      layDocument: (next, nextViews) =>
        draw(({ nodes, edges }) => ({ nodes: nodesOf(next, nextViews, nodes), edges: edgesOf(next, edges) })),
      select(ids) {
        const chosen = new Set(ids);
        draw(({ nodes, edges }) => ({
          nodes: nodes.map((node) => withSelected(node, chosen.has(node.id))),
          edges: edges.map((edge) => withSelected(edge, chosen.has(edge.id))),
        }));
      },
      look: (sight) => draw(({ sight: before }) => (sameSight(before, sight) ? {} : { sight })),
    };
  });
}

/** Kept from before where it is the same, so that nothing is drawn anew. */
function shownOf(drawing: Drawing, before: FlowState | null): Pick<FlowState, "shown" | "shownEdges"> {
  const { nodes, edges, sight } = drawing;
  const same = before !== null && nodes === before.nodes && edges === before.edges && sight === before.sight;
  if (same) return { shown: before.shown, shownEdges: before.shownEdges };
  const cards = new Map(nodes.map((node) => [node.id, cardBox(node)]));
  const found = cardsInSight(cards, sight);
  const shown = before !== null && sameSet(before.shown, found) ? before.shown : found;
  const moving = new Set(nodes.filter(({ dragging }) => dragging === true).map(({ id }) => id));
  const shownEdges = wiresInSight(edges, { cards, shown, moving, sight });
  return { shown, shownEdges: keepSame(before?.shownEdges ?? [], shownEdges) };
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id));

function withSelected<T extends { readonly selected?: boolean | undefined }>(item: T, selected: boolean): T {
  return (item.selected ?? false) === selected ? item : { ...item, selected };
}

const NO_DATA: Record<string, never> = {};

function nodesOf(
  document: PipelineDocument,
  views: NodeViews,
  before: readonly FlowNode[],
): readonly FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const nodes = Object.entries(document.nodes).map(([id, { position }]): FlowNode => {
    const old = known.get(id);
    const frame = cardFrame(views[id]);
    if (old === undefined) return { id, type: "card", position: { ...position }, data: NO_DATA, ...frame };
    const stays = old.dragging === true || (old.position.x === position.x && old.position.y === position.y);
    if (stays && old.handles === frame.handles) return old;
    return { ...old, ...frame, position: stays ? old.position : { ...position } };
  });
  return keepSame(before, nodes);
}

function edgesOf(document: PipelineDocument, before: readonly FlowEdge[]): readonly FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const edges = Object.entries(document.wires).map(([id, { from, to }]): FlowEdge => {
    const old = known.get(id);
    if (
      old !== undefined &&
      old.source === from.node &&
      old.target === to.node &&
      old.sourceHandle === from.port &&
      old.targetHandle === to.port
    ) {
      return old;
    }
    return {
      id,
      type: "wire",
      source: from.node,
      sourceHandle: from.port,
      target: to.node,
      targetHandle: to.port,
      data: NO_DATA,
    };
  });
  return keepSame(before, edges);
}

export function selectedNodes({ nodes }: FlowState): readonly string[] {
  return nodes.filter(({ selected }) => selected === true).map(({ id }) => id);
}
