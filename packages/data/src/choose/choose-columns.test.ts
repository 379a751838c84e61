/** Roles, rows set aside, and every warning about answers. */
import type { Cell, ColumnChoice, Modality, Split, Table } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { findColumn } from "../tables/table-columns.ts";
import { classNames } from "./check-answers.ts";
import { chooseColumns } from "./choose-columns.ts";

const role = (name: ColumnChoice["role"], modality: Modality, several = false): ColumnChoice => ({
  role: name,
  modality,
  several,
});

function tableOf(
  columns: { readonly [name: string]: readonly [Modality, readonly Cell[]] },
  split?: readonly Split[],
): Table {
  const entries = Object.entries(columns).map(([name, [modality, values]]) => ({
    name,
    modality,
    several: false,
    values,
  }));
  const row = (entries[0]?.values ?? []).map((_, i) => `row${i}`);
  return { columns: entries, row, ...(split === undefined ? {} : { split }) };
}
const codes = (issues: readonly { code: string }[]): string[] => issues.map((issue) => issue.code);

describe("chooseColumns", () => {
  const table = tableOf({
    text: ["text", ["a", "b", "c", "d"]],
    label: ["category", ["x", "", "y", null]],
    team: ["category", ["1", "1", "2", "2"]],
    size: ["number", [1, 2, -3, null]],
    note: ["text", ["", "", "", ""]],
  });

  it("keeps used columns, fills group and weight, and sets rows without an answer aside", () => {
    const { table: chosen, issues } = chooseColumns(table, {
      label: role("target", "category"),
      text: role("input", "text"),
      team: role("group", "category"),
      size: role("weight", "number"),
      note: role("unused", "text"),
    });
    expect(chosen.columns.map((column) => column.name)).toEqual(["label", "text", "team", "size"]);
    expect(chosen.row).toEqual(["row0", "row2"]);
    expect([chosen.group, chosen.weight]).toEqual([
      ["1", "2"],
      [1, 1],
    ]);
    expect(issues[0]).toMatchObject({ code: "label-missing", facts: { rows: 2, places: [1, 3] } });
  });

  it("reads columns as they were chosen, and reports cells that cannot be", () => {
    const numbers = tableOf({
      zip: ["number", [85255, 36372]],
      price: ["category", ["1 200,5", "n/a"]],
      tags: ["text", ["a; b", "c"]],
    });
    const { table: chosen, issues } = chooseColumns(numbers, {
      zip: role("input", "category"),
      price: role("input", "number"),
      tags: role("input", "labels", true),
    });
    expect(chosen.columns.map((column) => column.values)).toEqual([
      ["85255", "36372"],
      [1200.5, null],
      [["a", "b"], ["c"]],
    ]);
    expect(issues).toMatchObject([{ code: "cells-unreadable", facts: { column: "price", places: [1] } }]);
  });

  it("names what is missing", () => {
    expect(() => chooseColumns(table, { gone: role("target", "category") })).toThrow("target-missing");
    expect(() => chooseColumns(table, { gone: role("input", "text") })).toThrow("column-missing");
    expect(() => chooseColumns(table, { note: role("target", "text") })).toThrow("too-few-rows");
    const { issues } = chooseColumns(table, { note: role("input", "text"), text: role("id", "identity") });
    expect(issues).toMatchObject([{ code: "row-empty", at: { row: 0 }, facts: { inputs: ["note"] } }]);
  });
});

describe("answers", () => {
  const answers = (labels: readonly string[], split?: readonly Split[]) => {
    const table = tableOf(
      { label: ["category", labels], text: ["text", labels.map((_, i) => `text ${i}`)] },
      split,
    );
    return chooseColumns(table, { label: role("target", "category"), text: role("input", "text") });
  };
  const repeat = (label: string, count: number): string[] => new Array<string>(count).fill(label);

  it("must be of two kinds", () => {
    expect(() => answers(repeat("x", 10))).toThrow("single-class");
    const split: Split[] = [...new Array<Split>(10).fill("train"), "test"];
    expect(() => answers([...repeat("x", 10), "y"], split)).toThrow("single-class");
  });

  it("are reported when rare, far apart or never learnt", () => {
    expect(codes(answers([...repeat("x", 10), ...repeat("y", 10)]).issues)).toEqual([]);
    expect(answers([...repeat("x", 10), ...repeat("y", 4)]).issues).toMatchObject([
      { code: "label-rare", facts: { labels: ["y"], least: 5 } },
    ]);
    expect(answers([...repeat("x", 105), ...repeat("y", 5)]).issues).toMatchObject([
      { code: "imbalance", facts: { most: "x", least: "y", ratio: 21 } },
    ]);
    const split: Split[] = [...new Array<Split>(20).fill("train"), "test"];
    const unseen = answers([...repeat("x", 10), ...repeat("y", 10), "z"], split).issues;
    expect(unseen).toMatchObject([{ code: "category-unseen", facts: { values: ["z"], places: [20] } }]);
  });

  it("of the training rows are the classes, sorted by name", () => {
    const table = tableOf({ label: ["category", ["b", "a", "c"]] }, ["train", "train", "test"]);
    const column = findColumn(table, "label");
    expect(column && classNames(table, column)).toEqual(["a", "b"]);
  });
});
