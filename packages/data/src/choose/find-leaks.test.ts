/** An input that names the answer is found; one that is only useful, or only different in every row, is not. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Cell, Modality, Table } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { randomStream } from "../random/random-stream.ts";
import { splitRows } from "../split/split-rows.ts";
import { readTable } from "../tables/read-table.ts";
import { findColumn } from "../tables/table-columns.ts";
import { sharedFolder } from "../testing/shared-folder.ts";
import { findLeaks } from "./find-leaks.ts";

const COUNT = 300;
const answers = Array.from({ length: COUNT }, (_, i) => ["cat", "dog", "owl"][i % 3] ?? "");

function leaks(modality: Modality, make: (answer: string, i: number) => Cell, labels = answers) {
  const target = { name: "label", modality: "category" as const, several: false, values: labels };
  const input = { name: "clue", modality, several: false, values: labels.map(make) };
  const table: Table = { columns: [target, input], row: labels.map((_, i) => `row${i}`) };
  return findLeaks(table, { target, inputs: [input] });
}
const draw = randomStream("leaks", 1);
const number = (answer: string): number => ["cat", "dog", "owl"].indexOf(answer);

describe("findLeaks", () => {
  it.each<[string, Modality, (answer: string, i: number) => Cell]>([
    ["a word of a text", "text", (answer, i) => `A fine ${answer} number ${i}`],
    [
      "a pair of words",
      "text",
      (answer) =>
        `${answer === "cat" ? "blue" : "red"} ${answer === "owl" ? "sky" : "earth"} ${answer === "dog" ? "x" : "y"}`,
    ],
    ["a code", "category", (answer) => `code ${number(answer)}`],
    ["a number", "number", (answer, i) => number(answer) * 10 + (i % 7)],
    ["a date", "date", (answer, i) => `20${10 + number(answer)}-0${1 + (i % 9)}-11`],
  ])("finds %s that gives the answer away", (_, modality, make) => {
    const found = leaks(modality, make);
    expect(found).toMatchObject([
      { code: "leak-target", severity: "warning", facts: { column: "clue", target: "label" } },
    ]);
    expect(found[0]?.facts.accuracy).toBeGreaterThan(0.98);
    expect(found[0]?.facts.rule).toMatch(/→/);
  });

  it.each<[string, Modality, (answer: string, i: number) => Cell]>([
    ["ids that are all different", "text", (_, i) => `id${i}`],
    ["numbers that are all different", "number", (_, i) => (i * 7919) % 1009],
    ["a word that is right nine times in ten", "text", (answer, i) => (i % 10 === 0 ? "cat" : answer)],
    ["chance", "category", () => ["a", "b", "c"][draw.integer(3)] ?? ""],
    ["pictures", "image", (answer) => ({ name: `${answer}.jpg`, blob: "0".repeat(64) })],
  ])("does not accuse %s", (_, modality, make) => {
    expect(leaks(modality, make)).toEqual([]);
  });

  it("is not misled where one answer is nearly everything", () => {
    const labels = answers.map((_, i) => (i % 150 === 0 ? "rare" : "usual"));
    expect(leaks("category", (_, i) => `c${i % 5}`, labels)).toEqual([]);
  });
});

const grocery = join(sharedFolder(), "data", "grocery", "products.csv");
const stamps = join(sharedFolder(), "data", "stamps", "stamps.csv");
describe.skipIf(!existsSync(grocery))("real tables (skipped where shared/data is absent)", () => {
  it("finds that a grocery's description and name give its category away, and nothing else does", async () => {
    expect(await leaking(grocery, "category")).toEqual(["name", "description"]);
  });
  it("accuses no column of the stamps", async () => {
    expect(await leaking(stamps, "category")).toEqual([]);
  });
});

async function leaking(path: string, name: string) {
  const { table } = await readTable(path, { name: path });
  const { table: parted } = splitRows(table, {
    method: "stratified",
    by: name,
    group: null,
    validation: 0.15,
    test: 0.17,
    seed: 1,
  });
  const target = findColumn(parted, name);
  if (target === null) throw new Error("no target");
  const inputs = parted.columns.filter((column) => column !== target);
  return findLeaks(parted, { target, inputs }).map((issue) => issue.facts.column);
}
