/** Whatever was done since, restoring a version gives that version. */
import { applyOperation, type Operation, type PipelineDocument } from "@fuseline/schema";
import fc from "fast-check";
import { expect, it } from "vitest";
import { after, emojiPipeline } from "../testing/pipelines.ts";
import { restore } from "./restore.ts";

const start = emojiPipeline();
const nodes = Object.keys(start.nodes);
const wires = Object.keys(start.wires);
const id = fc.constantFrom(...nodes, "new1", "new2");

const operation: fc.Arbitrary<Operation> = fc.oneof(
  id.map((node): Operation => ({ op: "remove-node", id: node })),
  fc.constantFrom(...wires).map((wire): Operation => ({ op: "remove-wire", id: wire })),
  fc.tuple(id, fc.constantFrom("pool", "fuse-gated")).map(
    ([node, kind]): Operation => ({
      op: "add-node",
      id: node,
      node: { kind, version: 1, params: {}, position: { x: 0, y: 0 } },
    }),
  ),
  fc.record({
    op: fc.constant("set-param" as const),
    id,
    name: fc.constantFrom("width", "x"),
    value: fc.nat(9),
  }),
  fc.record({ op: fc.constant("set-title" as const), id, title: fc.constantFrom(null, "A") }),
  fc.record({
    op: fc.constant("move-node" as const),
    id,
    position: fc.record({ x: fc.nat(9), y: fc.nat(9) }),
  }),
  fc.record({ op: fc.constant("set-name" as const), name: fc.constantFrom("one", "two") }),
);

it("restores any version from any other", () => {
  fc.assert(
    fc.property(
      fc.array(operation, { maxLength: 25 }),
      fc.array(operation, { maxLength: 25 }),
      (first, second) => {
        const wanted = first.reduce(applied, start);
        const now = second.reduce(applied, start);
        expect(after(now, restore(now, wanted))).toEqual(wanted);
      },
    ),
  );
});

function applied(document: PipelineDocument, each: Operation): PipelineDocument {
  const result = applyOperation(document, each);
  return result.ok ? result.value.document : document;
}
