/** Takes nodes and wires off the canvas; what came in goes on to what came out, where the types fit. */
import { applyOperation, type Ends, type Operation, type PipelineDocument } from "@fuseline/schema";
import { checkWire, connect } from "./connect.ts";
import type { NewId } from "./new-id.ts";

export interface Removal {
  readonly document: PipelineDocument;
  readonly nodes: readonly string[];
  readonly wires: readonly string[];
  readonly newId: NewId;
}

export function remove({ document, nodes, wires, newId }: Removal): Operation {
  const gone = new Set(nodes);
  const operations: Operation[] = [
    ...wires.filter((id) => !touches(document, id, gone)).map((id): Operation => ({ op: "remove-wire", id })),
    ...nodes.map((id): Operation => ({ op: "remove-node", id })),
  ];
  let current = document;
  for (const operation of operations) {
    const applied = applyOperation(current, operation);
    if (applied.ok) current = applied.value.document;
  }
  for (const ends of bridges(document, gone)) {
    const check = checkWire(current, ends);
    if (!check.ok || check.replaces !== undefined) continue;
    const operation = connect({ document: current, ends, newId });
    const applied = applyOperation(current, operation);
    if (!applied.ok) continue;
    current = applied.value.document;
    operations.push(operation);
  }
  return { op: "batch", operations };
}

function touches({ wires }: PipelineDocument, id: string, gone: ReadonlySet<string>): boolean {
  const wire = wires[id];
  return wire === undefined || gone.has(wire.from.node) || gone.has(wire.to.node);
}

/** From what reached the removed nodes from outside to what they reached outside. */
function bridges({ wires }: PipelineDocument, gone: ReadonlySet<string>): Ends[] {
  const all = Object.values(wires);
  const origins = (node: string, seen: ReadonlySet<string>): Ends["from"][] =>
    all
      .filter(({ to }) => to.node === node && !seen.has(to.node))
      .sort((a, b) => a.order - b.order)
      .flatMap(({ from }) => (gone.has(from.node) ? origins(from.node, new Set([...seen, node])) : [from]));
  return all
    .filter(({ from, to }) => gone.has(from.node) && !gone.has(to.node))
    .flatMap(({ from, to }) => origins(from.node, new Set()).map((origin) => ({ from: origin, to })));
}
