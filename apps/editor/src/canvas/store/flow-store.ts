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

export type FlowNode = Node<Record<string, never>, "card">;
export type FlowEdge = Edge<Record<string, never>, "wire">;

export interface FlowState {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  changeNodes(changes: NodeChange<FlowNode>[]): void;
  changeEdges(changes: EdgeChange<FlowEdge>[]): void;
  /** Takes cards and wires from the document; what is being dragged stays where the pointer has it. */
  layDocument(document: PipelineDocument): void;
  select(ids: readonly string[]): void;
}

export function makeFlowStore(document: PipelineDocument): StoreApi<FlowState> {
  return createStore<FlowState>()((set) => ({
    nodes: nodesOf(document, []),
    edges: edgesOf(document, []),
    changeNodes: (changes) =>
      set(({ nodes }) => ({ nodes: applyNodeChanges<FlowNode>(changes, [...nodes]) })),
    changeEdges: (changes) =>
      set(({ edges }) => ({ edges: applyEdgeChanges<FlowEdge>(changes, [...edges]) })),
    layDocument: (next) =>
      set(({ nodes, edges }) => ({ nodes: nodesOf(next, nodes), edges: edgesOf(next, edges) })),
    select(ids) {
      const chosen = new Set(ids);
      set(({ nodes, edges }) => ({
        nodes: nodes.map((node) => withSelected(node, chosen.has(node.id))),
        edges: edges.map((edge) => withSelected(edge, chosen.has(edge.id))),
      }));
    },
  }));
}

function withSelected<T extends { readonly selected?: boolean | undefined }>(item: T, selected: boolean): T {
  return (item.selected ?? false) === selected ? item : { ...item, selected };
}

const NO_DATA: Record<string, never> = {};

function nodesOf(document: PipelineDocument, before: readonly FlowNode[]): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return Object.entries(document.nodes).map(([id, { position }]) => {
    const old = known.get(id);
    if (old === undefined) return { id, type: "card", position: { ...position }, data: NO_DATA };
    const stays = old.dragging === true || (old.position.x === position.x && old.position.y === position.y);
    return stays ? old : { ...old, position: { ...position } };
  });
}

function edgesOf(document: PipelineDocument, before: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  return Object.entries(document.wires).map(([id, { from, to }]) => {
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
}

export function selectedNodes({ nodes }: FlowState): readonly string[] {
  return nodes.filter(({ selected }) => selected === true).map(({ id }) => id);
}
