/** Corrections go to the rows they name, in the column's own kind; what no longer fits is listed. */
import type { Table } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { correctRows } from "./correct-rows.ts";
import { describeColumn } from "./describe-column.ts";

const table: Table = {
  columns: [
    { name: "label", modality: "category", several: false, values: ["cat", "dog"] },
    { name: "price", modality: "number", several: false, values: [1, 2] },
    {
      name: "photo",
      modality: "image",
      several: false,
      values: [{ name: "a.jpg", blob: "0".repeat(64) }, null],
    },
  ],
  row: ["a", "b"],
};

describe("correctRows", () => {
  it("changes cells, the last edit of a cell wins, and lists what does not fit", () => {
    const edits = [
      { row: "b", column: "label", value: "owl" },
      { row: "b", column: "label", value: "fox" },
      { row: "a", column: "price", value: "1 200,5" },
      { row: "b", column: "price", value: null },
      { row: "gone", column: "label", value: "x" },
      { row: "a", column: "gone", value: "x" },
      { row: "a", column: "price", value: "dear" },
      { row: "a", column: "photo", value: "b.jpg" },
    ];
    const corrected = correctRows(table, edits);
    expect(corrected.table.columns.map((column) => column.values)).toEqual([
      ["cat", "fox"],
      [1200.5, null],
      table.columns[2]?.values,
    ]);
    expect(corrected.applied).toBe(4);
    expect(corrected.left).toEqual(edits.slice(4));
    expect(corrected.issues).toMatchObject([{ code: "edits-left", facts: { count: 4 } }]);
    expect(table.columns[0]?.values).toEqual(["cat", "dog"]);
  });
});

describe("describeColumn", () => {
  const column = (modality: "number" | "category" | "text", values: readonly (string | number | null)[]) =>
    describeColumn({ name: "x", modality, several: false, values });

  it("counts, measures and bins", () => {
    expect(column("number", [1, 2, 3, 10, null])).toEqual({
      rows: 5,
      missing: 1,
      distinct: 4,
      kind: "numbers",
      min: 1,
      max: 10,
      mean: 4,
      median: 2.5,
      deviation: Math.sqrt(50 / 3),
      histogram: [1, 1, 1, 0, 0, 0, 0, 0, 0, 1],
    });
    expect(column("category", ["a", "b", "a"])).toMatchObject({
      counts: [
        { value: "a", count: 2 },
        { value: "b", count: 1 },
      ],
    });
    expect(column("text", ["one two", "three"])).toMatchObject({ meanWords: 1.5, maxCharacters: 7 });
  });
});
