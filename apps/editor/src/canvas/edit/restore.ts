/** Brings a document back to how it was in a named version, as one edit that can be undone. */
import { type Operation, type PipelineDocument, sameJson, type Wire } from "@fuseline/schema";

export function restore(now: PipelineDocument, wanted: PipelineDocument): Operation {
  const operations: Operation[] = [];
  for (const [id, wire] of Object.entries(now.wires)) {
    if (!sameWire(wire, wanted.wires[id])) operations.push({ op: "remove-wire", id });
  }
  for (const [id, node] of Object.entries(now.nodes)) {
    const kept = wanted.nodes[id];
    if (kept === undefined || kept.kind !== node.kind || kept.version !== node.version)
      operations.push({ op: "remove-node", id });
  }
  for (const id of Object.keys(wanted.nodes)) operations.push(...nodeBack(now, wanted, id));
  const removed = new Set(operations.flatMap((each) => (each.op === "remove-node" ? [each.id] : [])));
  for (const [id, wire] of Object.entries(wanted.wires)) {
    const kept = sameWire(wire, now.wires[id]) && !removed.has(wire.from.node) && !removed.has(wire.to.node);
    if (!kept) operations.push({ op: "add-wire", id, wire });
  }
  if (now.name !== wanted.name) operations.push({ op: "set-name", name: wanted.name });
  if (now.seed !== wanted.seed) operations.push({ op: "set-seed", seed: wanted.seed });
  return { op: "batch", operations };
}

function nodeBack(now: PipelineDocument, wanted: PipelineDocument, id: string): Operation[] {
  const [node, kept] = [wanted.nodes[id], now.nodes[id]];
  if (node === undefined) return [];
  if (kept === undefined || kept.kind !== node.kind || kept.version !== node.version)
    return [{ op: "add-node", id, node }];
  const operations: Operation[] = [];
  for (const [name, value] of Object.entries(node.params)) {
    if (!(name in kept.params) || !sameJson(kept.params[name] ?? null, value))
      operations.push({ op: "set-param", id, name, value });
  }
  for (const name of Object.keys(kept.params)) {
    if (!(name in node.params)) operations.push({ op: "unset-param", id, name });
  }
  if (node.title !== kept.title) operations.push({ op: "set-title", id, title: node.title ?? null });
  if (node.position.x !== kept.position.x || node.position.y !== kept.position.y)
    operations.push({ op: "move-node", id, position: node.position });
  return operations;
}

function sameWire(a: Wire, b: Wire | undefined): boolean {
  return (
    b !== undefined &&
    a.order === b.order &&
    a.from.node === b.from.node &&
    a.from.port === b.from.port &&
    a.to.node === b.to.node &&
    a.to.port === b.to.port
  );
}
