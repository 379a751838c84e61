/** Types and shapes for every port of a document, or issues: the same in the editor, the server and the runner. */
import type { Catalog, NodeDefinition } from "./definition.ts";
import type { NodeId, PipelineDocument } from "./document/document.ts";
import { issue } from "./issues/table.ts";
import { own } from "./own.ts";
import { resolveNode } from "./resolve-node.ts";
import type { Resolved, ResolvedNode } from "./resolved.ts";
import { downstreamOf, orderNodes, upstreamOf, wiresInto } from "./topology.ts";

export function resolve(document: PipelineDocument, catalog: Catalog): Resolved {
  const { order, unordered } = orderNodes(document);
  const done = new Map<NodeId, ResolvedNode>();
  const scope = { document, catalog, wires: wiresInto(document), done };
  for (const id of [...order, ...unordered]) {
    const node = own(document.nodes, id);
    if (node !== undefined) done.set(id, resolveNode(id, node, scope));
  }
  for (const id of unordered) replace(done, id, (node) => onCircle(node, document, unordered));
  for (const id of aside(document, done)) {
    replace(done, id, (node) => ({
      ...node,
      issues: [...node.issues, issue("no-path-to-loss", { node: id }, {}, "warning")],
    }));
  }
  return {
    document,
    nodes: Object.fromEntries(done),
    order: [...order, ...unordered],
    issues: [...done.values()].flatMap(({ issues }) => issues),
  };
}

/** A trainer: a step that takes a loss. Shared code never asks for a kind by name. */
export function isTrainer(definition: NodeDefinition): boolean {
  const takesLoss = Object.values(definition.inputs).some(({ accept }) => accept.kinds.includes("loss"));
  return definition.stage === "step" && takesLoss;
}

function replace(
  done: Map<NodeId, ResolvedNode>,
  id: NodeId,
  change: (node: ResolvedNode) => ResolvedNode,
): void {
  const node = done.get(id);
  if (node !== undefined) done.set(id, change(node));
}

/** Nodes of a circle say so and nothing else; nodes after one wait. */
function onCircle(
  node: ResolvedNode,
  document: PipelineDocument,
  unordered: readonly NodeId[],
): ResolvedNode {
  const after = downstreamOf(document, node.id);
  const circle = unordered.filter((id) => after.has(id) && downstreamOf(document, id).has(node.id));
  if (!circle.includes(node.id)) return { ...node, issues: [], state: "blocked" };
  return { ...node, issues: [issue("cycle", { node: node.id }, { nodes: circle })], state: "broken" };
}

/** Graph parts that no step uses while something is being trained: they would never learn. */
function aside(document: PipelineDocument, done: ReadonlyMap<NodeId, ResolvedNode>): readonly NodeId[] {
  const nodes = [...done.values()];
  if (!nodes.some(({ definition }) => definition !== undefined && isTrainer(definition))) return [];
  const ends = nodes.filter(
    ({ definition }) => definition?.stage === "step" || definition?.stage === "publish",
  );
  const used = upstreamOf(
    document,
    ends.map(({ id }) => id),
  );
  return nodes
    .filter(({ id, definition, state }) => definition?.stage === "graph" && state === "ok" && !used.has(id))
    .map(({ id }) => id);
}
