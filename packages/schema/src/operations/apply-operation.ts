/** One operation on one document: the next document and the operation that takes it back, or the reason why not. */
import { wireKey } from "../document/check-structure.ts";
import type { DocumentNode, NodeId, PipelineDocument, Wire, WireId } from "../document/document.ts";
import { MAX_NODES, MAX_WIRES } from "../document/document-schema.ts";
import type { Issue } from "../issue.ts";
import { issue } from "../issues/table.ts";
import { own } from "../own.ts";
import { accepted, type Result, refused } from "../result.ts";
import { wouldCycle } from "../topology.ts";
import type { Operation, SingleOperation } from "./operation.ts";

export interface Applied {
  readonly document: PipelineDocument;
  readonly inverse: Operation;
}

/** Never changes its arguments. A batch is refused whole when one of its parts is. */
export function applyOperation(document: PipelineDocument, operation: Operation): Result<Applied> {
  if (operation.op !== "batch") return applySingle(document, operation);
  let current = document;
  const inverses: Operation[] = [];
  for (const part of operation.operations) {
    const applied = applyOperation(current, part);
    if (!applied.ok) return applied;
    current = applied.value.document;
    inverses.unshift(applied.value.inverse);
  }
  return accepted({ document: current, inverse: { op: "batch", operations: inverses } });
}

function applySingle(document: PipelineDocument, operation: SingleOperation): Result<Applied> {
  switch (operation.op) {
    case "add-node":
      return addNode(document, operation.id, operation.node);
    case "remove-node":
      return removeNode(document, operation.id);
    case "set-param":
    case "unset-param":
    case "set-title":
    case "move-node":
      return changeNode(document, operation);
    case "add-wire":
      return addWire(document, operation.id, operation.wire);
    case "remove-wire":
      return removeWire(document, operation.id);
    case "order-wire": {
      const { id, order } = operation;
      const wire = own(document.wires, id);
      if (wire === undefined) return refused(noWire(id));
      return accepted({
        document: { ...document, wires: { ...document.wires, [id]: { ...wire, order } } },
        inverse: { op: "order-wire", id, order: wire.order, replaces: order },
      });
    }
    case "set-name": {
      const { name } = operation;
      const inverse: Operation = { op: "set-name", name: document.name, replaces: name };
      return accepted({ document: { ...document, name }, inverse });
    }
    case "set-seed": {
      const { seed } = operation;
      const inverse: Operation = { op: "set-seed", seed: document.seed, replaces: seed };
      return accepted({ document: { ...document, seed }, inverse });
    }
  }
}

function addNode(document: PipelineDocument, id: NodeId, node: DocumentNode): Result<Applied> {
  if (own(document.nodes, id) !== undefined) return refused(issue("node-exists", { node: id }, { node: id }));
  if (Object.keys(document.nodes).length >= MAX_NODES) return refused(full(MAX_NODES));
  return accepted({
    document: { ...document, nodes: { ...document.nodes, [id]: node } },
    inverse: { op: "remove-node", id },
  });
}

/** Its wires go with it; the inverse brings them back too. */
function removeNode(document: PipelineDocument, id: NodeId): Result<Applied> {
  const node = own(document.nodes, id);
  if (node === undefined) return refused(noNode(id));
  const touching = Object.entries(document.wires).filter(
    ([, { from, to }]) => from.node === id || to.node === id,
  );
  const gone = new Set(touching.map(([wire]) => wire));
  const restored = touching.map(([wireId, wire]): Operation => ({ op: "add-wire", id: wireId, wire }));
  return accepted({
    document: {
      ...document,
      nodes: without(document.nodes, new Set([id])),
      wires: without(document.wires, gone),
    },
    inverse: { op: "batch", operations: [{ op: "add-node", id, node }, ...restored] },
  });
}

type NodeChange = Extract<
  SingleOperation,
  { readonly op: "set-param" | "unset-param" | "set-title" | "move-node" }
>;

function changeNode(document: PipelineDocument, operation: NodeChange): Result<Applied> {
  const { id } = operation;
  const node = own(document.nodes, id);
  if (node === undefined) return refused(noNode(id));
  const [changed, inverse] = changedNode(node, operation);
  return accepted({ document: { ...document, nodes: { ...document.nodes, [id]: changed } }, inverse });
}

function changedNode(node: DocumentNode, operation: NodeChange): readonly [DocumentNode, Operation] {
  const { id } = operation;
  switch (operation.op) {
    case "set-param": {
      const { name, value } = operation;
      return [
        { ...node, params: { ...node.params, [name]: value } },
        backTo(node, { id, name, replaces: value }),
      ];
    }
    case "unset-param": {
      const { name } = operation;
      const params = without(node.params, new Set([name]));
      return [{ ...node, params }, backTo(node, { id, name, replaces: null })];
    }
    case "set-title": {
      const { title } = operation;
      const { title: old, ...untitled } = node;
      const inverse: Operation = { op: "set-title", id, title: old ?? null, replaces: title };
      return [title === null ? untitled : { ...untitled, title }, inverse];
    }
    case "move-node": {
      const { position } = operation;
      return [
        { ...node, position },
        { op: "move-node", id, position: node.position, replaces: position },
      ];
    }
  }
}

/** Gives the parameter the value that it has in `node`. */
function backTo(
  node: DocumentNode,
  undo: { id: NodeId; name: string; replaces: DocumentNode["params"][string] },
): Operation {
  const old = own(node.params, undo.name);
  return old === undefined ? { op: "unset-param", ...undo } : { op: "set-param", ...undo, value: old };
}

function addWire(document: PipelineDocument, id: WireId, wire: Wire): Result<Applied> {
  const { from, to } = wire;
  if (own(document.wires, id) !== undefined) return refused(issue("wire-exists", {}, { wire: id }));
  if (Object.keys(document.wires).length >= MAX_WIRES) return refused(full(MAX_WIRES));
  const lost = [from.node, to.node].find((node) => own(document.nodes, node) === undefined);
  if (lost !== undefined) return refused(noNode(lost));
  const key = wireKey(wire);
  if (Object.values(document.wires).some((other) => wireKey(other) === key)) {
    return refused(issue("wire-duplicate", { node: to.node, port: to.port }, {}));
  }
  if (wouldCycle(document, from.node, to.node)) {
    return refused(issue("cycle", { node: to.node, port: to.port }, { nodes: [from.node, to.node] }));
  }
  return accepted({
    document: { ...document, wires: { ...document.wires, [id]: wire } },
    inverse: { op: "remove-wire", id },
  });
}

function removeWire(document: PipelineDocument, id: WireId): Result<Applied> {
  const wire = own(document.wires, id);
  if (wire === undefined) return refused(noWire(id));
  return accepted({
    document: { ...document, wires: without(document.wires, new Set([id])) },
    inverse: { op: "add-wire", id, wire },
  });
}

function without<T>(
  record: { readonly [id: string]: T },
  ids: ReadonlySet<string>,
): { readonly [id: string]: T } {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.has(id)));
}

const noNode = (node: NodeId): Issue => issue("node-missing", { node }, { node });
const noWire = (wire: WireId): Issue => issue("wire-missing", {}, { wire });
const full = (limit: number): Issue => issue("document-full", {}, { limit });
