import type { Table } from "@fuseline/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SplitRequest, splitRows } from "./split-rows.ts";

const REQUEST: SplitRequest = { method: "auto", validation: 0.15, test: 0.2, group: null, by: null, seed: 1 };

function table(rows: number, answer: (row: number) => string = (row) => `c${row % 3}`): Table {
  const indices = Array.from({ length: rows }, (_, row) => row);
  return {
    columns: [{ name: "answer", modality: "category", several: false, values: indices.map(answer) }],
    row: indices.map((row) => `row${row}`),
  };
}

const count = (split: readonly string[] | undefined, part: string): number =>
  split?.filter((name) => name === part).length ?? 0;

describe("splitRows", () => {
  it.each([
    [810, 0.17, 138],
    [950, 0.2, 190],
    [500, 0.4, 200],
  ])("keeps exact shares: %i rows, %f", (rows, test, expected) => {
    expect(count(splitRows(table(rows), { ...REQUEST, test }).split, "test")).toBe(expected);
    expect(count(splitRows(table(rows), { ...REQUEST, test, by: "answer" }).split, "test")).toBe(expected);
  });

  it("spreads every answer evenly", () => {
    const { split } = splitRows(table(300), { ...REQUEST, by: "answer" });
    for (const label of [0, 1, 2]) {
      const tests = split?.filter((part, row) => part === "test" && row % 3 === label).length ?? 0;
      expect(Math.abs(tests - 20)).toBeLessThanOrEqual(1);
    }
  });

  it("keeps groups whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.integer(), (rows, seed) => {
        const { split } = splitRows(
          table(rows, (row) => `g${row % 17}`),
          { ...REQUEST, seed, method: "grouped", group: "answer" },
        );
        const parts = new Map<number, Set<string>>();
        split?.forEach((part, row) => {
          parts.set(row % 17, new Set([...(parts.get(row % 17) ?? []), part]));
        });
        return [...parts.values()].every((set) => set.size === 1);
      }),
    );
  });

  it("uses a ready split, the same seed for the same rows, and names an empty part", () => {
    const ready = table(9, (row) => ["train", "val", "test"][row % 3] ?? "");
    expect(splitRows(ready, REQUEST).split?.slice(0, 3)).toEqual(["train", "validation", "test"]);
    expect(splitRows(table(50), REQUEST).split).toEqual(splitRows(table(50), REQUEST).split);
    expect(splitRows(table(50), REQUEST).split).not.toEqual(
      splitRows(table(50), { ...REQUEST, seed: 2 }).split,
    );
    expect(() => splitRows(table(2), REQUEST)).toThrow("split-empty");
  });
});
