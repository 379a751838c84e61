/** Shares are exact, answers spread evenly, groups stay whole, and rows keep their part when others come. */
import type { Cell, Modality, Split, Table } from "@fuseline/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentId, uniqueIds } from "../tables/row-id.ts";
import { type SplitRequest, splitRows } from "./split-rows.ts";

const REQUEST: SplitRequest = { method: "auto", validation: 0.15, test: 0.2, group: null, by: null, seed: 1 };

function tableOf(values: readonly Cell[], modality: Modality = "category"): Table {
  return {
    columns: [{ name: "answer", modality, several: false, values }],
    row: uniqueIds(values.map((_, i) => contentId(i))),
  };
}
const labels = (count: number, classes: number): string[] =>
  Array.from({ length: count }, (_, i) => `c${i % classes}`);

function rowsOf(split: readonly Split[] | undefined, part: Split): number[] {
  return (split ?? []).flatMap((one, row) => (one === part ? [row] : []));
}

describe("shares", () => {
  it.each([
    [810, 0.17, 138],
    [950, 0.2, 190],
    [500, 0.4, 200],
    [299, 0.25, 75],
  ])("of %i rows, %f are %i, at random and by answer", (count, test, wanted) => {
    for (const method of ["random", "stratified"] as const) {
      const table = tableOf(labels(count, 43));
      const { counts } = splitRows(table, { ...REQUEST, method, test, by: "answer" });
      expect(counts).toEqual({
        test: wanted,
        validation: Math.round(count * 0.15),
        train: count - wanted - Math.round(count * 0.15),
      });
    }
  });

  it("gives every answer its share, within one row, whatever the answers", () => {
    const answers = fc.array(fc.constantFrom("a", "b", "c", "dd"), { minLength: 20, maxLength: 200 });
    const shares = fc.record({
      test: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
      validation: fc.constantFrom(0, 0.1, 0.3),
    });
    fc.assert(
      fc.property(answers, shares, fc.integer(), (values, { test, validation }, seed) => {
        const { table, counts } = splitRows(tableOf(values), {
          ...REQUEST,
          method: "stratified",
          by: "answer",
          test,
          validation,
          seed,
        });
        expect(counts.test).toBe(Math.round(values.length * test));
        for (const answer of new Set(values)) {
          const rows = values.flatMap((value, row) => (value === answer ? [row] : []));
          const tested = rows.filter((row) => table.split?.[row] === "test").length;
          expect(Math.abs(tested - rows.length * test)).toBeLessThanOrEqual(1.5);
        }
      }),
    );
  });

  it("spreads numbers by their fifths", () => {
    const { table } = splitRows(
      tableOf(
        Array.from({ length: 200 }, (_, i) => i),
        "number",
      ),
      { ...REQUEST, by: "answer" },
    );
    const tested = rowsOf(table.split, "test");
    for (let fifth = 0; fifth < 5; fifth++) {
      expect(tested.filter((row) => Math.floor(row / 40) === fifth)).toHaveLength(8);
    }
  });
});

describe("stability", () => {
  it("gives the same parts for the same seed and rows, in any order of rows", () => {
    const table = tableOf(labels(200, 5));
    const reversed: Table = {
      columns: table.columns.map((column) => ({ ...column, values: [...column.values].reverse() })),
      row: [...table.row].reverse(),
    };
    const request = { ...REQUEST, by: "answer" };
    expect([...(splitRows(reversed, request).table.split ?? [])].reverse()).toEqual(
      splitRows(table, request).table.split,
    );
    expect(splitRows(table, { ...request, seed: 2 }).table.split).not.toEqual(
      splitRows(table, request).table.split,
    );
  });

  it("moves only rows at the borders when rows are added", () => {
    const before = splitRows(tableOf(labels(400, 4)), { ...REQUEST, method: "random" }).table.split ?? [];
    const after = splitRows(tableOf(labels(420, 4)), { ...REQUEST, method: "random" }).table.split ?? [];
    const moved = before.filter((part, row) => after[row] !== part).length;
    expect(moved).toBeLessThan(20);
  });
});

describe("groups", () => {
  it("stay whole, every part gets one, shares are near", () => {
    const names = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 200 });
    fc.assert(
      fc.property(names, fc.integer(), (groups, seed) => {
        fc.pre(new Set(groups).size >= 3);
        const { table, counts, issues } = splitRows(tableOf(groups.map((group) => `g${group}`)), {
          ...REQUEST,
          group: "answer",
          seed,
        });
        const parts = new Map<number, Split | undefined>();
        for (const [row, group] of groups.entries()) {
          expect(parts.get(group) ?? table.split?.[row]).toBe(table.split?.[row]);
          parts.set(group, table.split?.[row]);
        }
        const largest = Math.max(
          ...[...new Set(groups)].map((group) => groups.filter((one) => one === group).length),
        );
        expect(Math.abs(counts.test - groups.length * 0.2)).toBeLessThanOrEqual(largest);
        expect(Math.min(counts.train, counts.validation, counts.test)).toBeGreaterThan(0);
        expect(issues).toEqual([]);
        expect(table.group).toHaveLength(groups.length);
      }),
    );
  });

  it("leave training a group even where the shares ask for all of them", () => {
    const { counts } = splitRows(tableOf(labels(40, 4)), {
      ...REQUEST,
      test: 0.5,
      validation: 0.5,
      group: "answer",
    });
    expect(counts).toEqual({ train: 10, validation: 10, test: 20 });
  });

  it("leave one of four speakers for each part", () => {
    const { counts } = splitRows(tableOf(labels(400, 4)), { ...REQUEST, test: 0.15, group: "answer" });
    expect(counts).toEqual({ train: 200, validation: 100, test: 100 });
  });
});

describe("a ready split", () => {
  const ready = ["train", "Val", "TEST", "training", "обучение", "тест"];
  it("is used as it is", () => {
    const { table, method } = splitRows(tableOf(ready), REQUEST);
    expect(method).toBe("by-column");
    expect(table.split).toEqual(["train", "validation", "test", "train", "train", "test"]);
  });

  it("gets validation rows from the training rows, and test rows from validation, where it has none", () => {
    const two = Array.from({ length: 100 }, (_, i) => (i < 80 ? "train" : "test"));
    expect(splitRows(tableOf(two), REQUEST).counts).toEqual({ train: 68, validation: 12, test: 20 });
    const other = two.map((part) => (part === "test" ? "valid" : part));
    expect(splitRows(tableOf(other), REQUEST).counts).toEqual({ train: 68, validation: 12, test: 20 });
  });

  it("goes before an answer that was named, and before a guessed one", () => {
    const table: Table = {
      ...tableOf(labels(60, 3)),
      split: labels(60, 3).map((label) => (label === "c0" ? "test" : "train")),
    };
    for (const by of ["answer", null]) {
      expect(splitRows(table, { ...REQUEST, by, validation: 0 }).table.split).toEqual(table.split);
    }
    expect(splitRows(tableOf(labels(60, 3)), REQUEST).method).toBe("stratified");
    expect(splitRows(tableOf(labels(60, 60), "text"), REQUEST).method).toBe("random");
  });

  it("comes from folders too, and names groups that it parts", () => {
    const table: Table = { ...tableOf(["a", "a", "b"]), split: ["train", "test", "validation"] };
    const { method, issues } = splitRows(table, { ...REQUEST, group: "answer" });
    expect(method).toBe("by-column");
    expect(issues).toMatchObject([{ code: "leak-group", facts: { groups: ["a"] } }]);
  });
});

describe("what can go wrong", () => {
  it("names an empty part, a missing column and answers without rows", () => {
    expect(() => splitRows(tableOf(labels(2, 2)), REQUEST)).toThrow("split-empty");
    expect(() => splitRows(tableOf(labels(9, 2)), { ...REQUEST, group: "nope" })).toThrow("column-missing");
    const { issues } = splitRows(tableOf([...labels(60, 3), "rare"]), { ...REQUEST, by: "answer" });
    expect(issues).toMatchObject([
      { code: "split-class-missing", severity: "hint", facts: { part: "test", labels: ["rare"] } },
    ]);
  });

  it("takes the latest rows by time", () => {
    const days = Array.from({ length: 20 }, (_, i) => `2024-01-${String(i + 1).padStart(2, "0")}`);
    const { table } = splitRows(tableOf(days, "date"), { ...REQUEST, method: "by-time" });
    expect(rowsOf(table.split, "test")).toEqual([16, 17, 18, 19]);
  });
});
