import { catalog } from "@fuseline/nodes";
import { buildTemplate, sampleData } from "@fuseline/nodes/templates";
import { applyOperation, isError, type Operation, type PipelineDocument, resolve } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { correctionOperations, targetColumn } from "./correction-operations.ts";

const built = buildTemplate("sort-products", { understanding: sampleData("emoji"), models: {}, seed: 0 });
if (!built.ok) throw new Error("the sample should fit");
const { document } = built.value;
let count = 0;
const newId = (prefix: string): string => `${prefix}-${++count}`;
const edit = (row: string, value: string) => ({ row, column: "group", value });

function applied(to: PipelineDocument, operation: Operation | null): PipelineDocument {
  if (operation === null) throw new Error("no place for corrections");
  const result = applyOperation(to, operation);
  if (!result.ok) throw new Error(result.issues.map(({ code }) => code).join());
  return result.value.document;
}
const corrections = (of: PipelineDocument) =>
  Object.values(of.nodes).filter(({ kind }) => kind === "correct-rows");

describe("correctionOperations", () => {
  const once = applied(document, correctionOperations(document, [edit("a", "Objects")], newId));

  it("puts a block behind the split, and the pipeline still fits together", () => {
    expect(corrections(once).map(({ params }) => params.edits)).toEqual([[edit("a", "Objects")]]);
    const { issues } = resolve(once, catalog);
    expect(issues.filter(isError)).toEqual([]);
    const [id] = Object.entries(once.nodes).find(([, { kind }]) => kind === "correct-rows") ?? [];
    const wires = Object.values(once.wires);
    expect(wires.filter(({ to }) => to.node === id)).toHaveLength(1);
    expect(wires.filter(({ from }) => from.node === id).length).toBeGreaterThan(0);
  });

  it("adds to the block that is there; the newest value of a cell counts", () => {
    const twice = applied(
      once,
      correctionOperations(once, [edit("a", "Symbols"), edit("b", "Flags")], newId),
    );
    expect(corrections(twice).map(({ params }) => params.edits)).toEqual([
      [edit("a", "Symbols"), edit("b", "Flags")],
    ]);
  });

  it("knows the column of the answers", () => {
    expect(targetColumn(document)).toBe("group");
  });

  it("finds no place without a split", () => {
    expect(correctionOperations({ ...document, nodes: {}, wires: {} }, [edit("a", "x")], newId)).toBeNull();
  });
});
