/** The drawing as a graph: what comes before what, and where it goes round in circles. */
import type { NodeId, PipelineDocument, Wire, WireId } from "./document/document.ts";
import { own } from "./own.ts";

export interface NodeOrder {
  /** Inputs before what uses them. Equal documents give equal orders, however their keys are sorted. */
  readonly order: readonly NodeId[];
  /** Nodes on a circle or after one, sorted; absent from `order`. */
  readonly unordered: readonly NodeId[];
}

/** Kahn's algorithm; ties by id. */
export function orderNodes(document: PipelineDocument): NodeOrder {
  const waiting = new Map(Object.keys(document.nodes).map((id) => [id, 0]));
  const next = successors(document);
  for (const targets of next.values()) for (const id of targets) waiting.set(id, (waiting.get(id) ?? 0) + 1);
  let ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  const order: NodeId[] = [];
  while (ready.length > 0) {
    const released: NodeId[] = [];
    for (const id of ready.sort()) {
      order.push(id);
      waiting.delete(id);
      for (const target of next.get(id) ?? []) {
        const left = (waiting.get(target) ?? 0) - 1;
        waiting.set(target, left);
        if (left === 0) released.push(target);
      }
    }
    ready = released;
  }
  return { order, unordered: [...waiting.keys()].sort() };
}

/** Node → nodes its wires lead to, once for each wire. Wires with an end that is not there are left out. */
function successors(document: PipelineDocument): ReadonlyMap<NodeId, readonly NodeId[]> {
  const next = new Map<NodeId, NodeId[]>();
  for (const { from, to } of Object.values(document.wires)) {
    if (own(document.nodes, from.node) === undefined || own(document.nodes, to.node) === undefined) continue;
    pushInto(next, from.node, to.node);
  }
  return next;
}

/** Everything that can be reached along the wires from `start`; `start` itself only when it lies on a circle. */
export function downstreamOf(document: PipelineDocument, start: NodeId): ReadonlySet<NodeId> {
  return closure([start], successors(document));
}

/** `starts` and everything they depend on. */
export function upstreamOf(document: PipelineDocument, starts: readonly NodeId[]): ReadonlySet<NodeId> {
  const previous = new Map<NodeId, NodeId[]>();
  for (const [id, targets] of successors(document)) {
    for (const target of targets) pushInto(previous, target, id);
  }
  return new Set([...starts, ...closure(starts, previous)]);
}

function closure(starts: readonly NodeId[], next: ReadonlyMap<NodeId, readonly NodeId[]>): Set<NodeId> {
  const found = new Set<NodeId>();
  const stack = starts.flatMap((start) => next.get(start) ?? []);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    stack.push(...(next.get(id) ?? []));
  }
  return found;
}

/** Whether a wire from one node to another would close a circle. */
export function wouldCycle(document: PipelineDocument, from: NodeId, to: NodeId): boolean {
  return from === to || downstreamOf(document, to).has(from);
}

/** Wires into `node`, by port, in wire order (ties by id, so that every reader sees the same order). */
export function wiresInto(
  document: PipelineDocument,
): ReadonlyMap<NodeId, readonly (readonly [WireId, Wire])[]> {
  const into = new Map<NodeId, (readonly [WireId, Wire])[]>();
  const sorted = Object.entries(document.wires).sort(
    ([leftId, left], [rightId, right]) => left.order - right.order || (leftId < rightId ? -1 : 1),
  );
  for (const entry of sorted) pushInto(into, entry[1].to.node, entry);
  return into;
}

function pushInto<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
