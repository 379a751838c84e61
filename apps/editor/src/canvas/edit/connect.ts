/** Draws wires: allowed, or refused with the block that would make them right. */
import { catalog } from "@fuseline/nodes";
import {
  applyOperation,
  type ConnectCheck,
  connectCheck,
  type Ends,
  type Heal,
  type Operation,
  type PipelineDocument,
} from "@fuseline/schema";
import { newNode } from "./insert-node.ts";
import type { NewId } from "./new-id.ts";

export const checkWire = (document: PipelineDocument, ends: Ends): ConnectCheck =>
  connectCheck(document, catalog, ends);

export interface WireDraft {
  readonly document: PipelineDocument;
  readonly ends: Ends;
  readonly newId: NewId;
}

/** The wire as an operation; one that held the port gives it up. */
export function connect({ document, ends, newId }: WireDraft, replaces?: string): Operation {
  const into = Object.entries(document.wires).filter(
    ([id, { to }]) => id !== replaces && to.node === ends.to.node && to.port === ends.to.port,
  );
  const order = into.reduce((last, [, wire]) => Math.max(last, wire.order + 1), 0);
  const wire = { ...ends, order };
  const added: Operation = { op: "add-wire", id: newId("w"), wire };
  return replaces === undefined
    ? added
    : { op: "batch", operations: [{ op: "remove-wire", id: replaces }, added] };
}

/** Inserts the missing blocks between the two ends, or swaps the target; wires follow where their ports still fit. */
export function heal(draft: WireDraft, offer: Heal): Operation {
  return offer.replace === undefined ? insertBetween(draft, offer) : swapTarget(draft, offer.replace);
}

const STEP = { x: 0, y: 0 };

function insertBetween({ document, ends, newId }: WireDraft, offer: Heal): Operation {
  const [from, to] = [document.nodes[ends.from.node], document.nodes[ends.to.node]];
  const start = from?.position ?? STEP;
  const end = to?.position ?? STEP;
  const operations: Operation[] = [];
  let current = document;
  let source = ends.from;
  const add = (operation: Operation): void => {
    const applied = applyOperation(current, operation);
    if (!applied.ok) return;
    current = applied.value.document;
    operations.push(operation);
  };
  for (const [place, step] of offer.insert.entries()) {
    const definition = catalog.get(step.kind);
    if (definition === undefined) continue;
    const share = (place + 1) / (offer.insert.length + 1);
    const position = {
      x: start.x + (end.x - start.x) * share,
      y: start.y + (end.y - start.y) * share + (end.x - start.x < 400 ? 140 : 0),
    };
    const id = newId(step.kind);
    add({ op: "add-node", id, node: newNode(definition, position, step.params) });
    add(connect({ document: current, ends: { from: source, to: { node: id, port: step.input } }, newId }));
    if (step.output === "") return { op: "batch", operations };
    source = { node: id, port: step.output };
  }
  const last = { from: source, to: ends.to };
  const check = checkWire(current, last);
  add(connect({ document: current, ends: last, newId }, check.ok ? check.replaces : undefined));
  return { op: "batch", operations };
}

function swapTarget({ document, ends, newId }: WireDraft, kind: NonNullable<Heal["replace"]>): Operation {
  const old = document.nodes[ends.to.node];
  const definition = catalog.get(kind.kind);
  if (old === undefined || definition === undefined) return { op: "batch", operations: [] };
  const id = newId(kind.kind);
  const operations: Operation[] = [
    { op: "add-node", id, node: newNode(definition, old.position, kind.params) },
    { op: "remove-node", id: ends.to.node },
  ];
  let current = document;
  for (const operation of operations) {
    const applied = applyOperation(current, operation);
    if (applied.ok) current = applied.value.document;
  }
  const wished = Object.values(document.wires).flatMap(({ from, to }): Ends[] => {
    if (to.node === ends.to.node) return [{ from, to: { node: id, port: to.port } }];
    if (from.node !== ends.to.node) return [];
    return Object.keys(definition.outputs).map((port) => ({ from: { node: id, port }, to }));
  });
  for (const each of [...wished, { from: ends.from, to: { node: id, port: ends.to.port } }]) {
    const check = checkWire(current, each);
    if (!check.ok) continue;
    const operation = connect({ document: current, ends: each, newId }, check.replaces);
    const applied = applyOperation(current, operation);
    if (!applied.ok) continue;
    current = applied.value.document;
    operations.push(operation);
  }
  return { op: "batch", operations };
}
