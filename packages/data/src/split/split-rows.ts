/**
 * Sets rows aside for validation and test. A row goes by the hash of seed and its content, so adding rows does not
 * move the others between parts by chance of their order; shares are met exactly, up to rounding.
 */
import { createHash } from "node:crypto";
import type { Split, Table } from "@fuseline/schema";
import { userError } from "../issues.ts";
import { contentOf } from "../tables/row-id.ts";
import { type Column, findColumn, textOf } from "../tables/table-columns.ts";

export type SplitMethod = "auto" | "random" | "stratified" | "grouped" | "by-column" | "by-time";

export interface SplitRequest {
  readonly method: SplitMethod;
  readonly validation: number;
  readonly test: number;
  /** Rows of equal value stay together. */
  readonly group: string | null;
  /** The answer to spread evenly, the ready split, or the time. */
  readonly by: string | null;
  readonly seed: number;
}

/** Parts under the names people give them. */
const READY: ReadonlyMap<string, Split> = new Map([
  ["train", "train"],
  ["training", "train"],
  ["обучение", "train"],
  ["val", "validation"],
  ["valid", "validation"],
  ["validation", "validation"],
  ["dev", "validation"],
  ["test", "test"],
  ["тест", "test"],
]);
const STRATA_OF_NUMBERS = 5;

/** @throws UserError `split-empty` when a part that was asked for gets no row */
export function splitRows(table: Table, request: SplitRequest): Table {
  const split = partsOf(table, request);
  for (const part of ["train", "validation", "test"] as const) {
    const wanted = part === "train" || request[part] > 0;
    if (wanted && !split.includes(part))
      throw userError({ code: "split-empty", facts: { part, rows: table.row.length } });
  }
  const group = request.group === null ? null : findColumn(table, request.group);
  return { ...table, split, ...(group === null ? {} : { group: group.values.map(textOf) }) };
}

function partsOf(table: Table, request: SplitRequest): Split[] {
  const by = request.by === null ? null : findColumn(table, request.by);
  const group = request.group === null ? null : findColumn(table, request.group);
  switch (request.method) {
    case "auto": {
      const ready = by !== null && isReady(by) ? by : table.columns.find(isReady);
      if (ready !== undefined) return ready.values.map(readyPart);
      if (group !== null) return grouped(table, group, request);
      return by === null ? random(table, request) : stratified(table, by, request);
    }
    case "random":
      return random(table, request);
    case "stratified":
      return by === null ? random(table, request) : stratified(table, by, request);
    case "grouped":
      return group === null ? random(table, request) : grouped(table, group, request);
    case "by-column":
      return by === null ? random(table, request) : by.values.map(readyPart);
    case "by-time":
      return by === null ? random(table, request) : byTime(table, by, request);
  }
}

function isReady(column: Column): boolean {
  const names = new Set(
    column.values.map((cell) => textOf(cell).trim().toLowerCase()).filter((name) => name !== ""),
  );
  return names.size >= 2 && [...names].every((name) => READY.has(name)) && names.has("train");
}

function readyPart(cell: Column["values"][number]): Split {
  return READY.get(textOf(cell).trim().toLowerCase()) ?? "train";
}

/** In [0, 1): the place of a name in an order that the seed decides. */
function place(seed: number, name: string): number {
  return createHash("sha256").update(`${seed}/${name}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

interface Shares {
  readonly validation: number;
  readonly test: number;
}

/** First test, then validation, in the order of places. */
function deal(order: readonly number[], { validation, test }: Shares, split: Split[]): void {
  const tests = Math.round(order.length * test);
  const validations = Math.min(order.length - tests, Math.round(order.length * validation));
  order.forEach((row, index) => {
    split[row] = index < tests ? "test" : index < tests + validations ? "validation" : "train";
  });
}

/** Rows by the place of their content; equal rows stand side by side. */
function hashOrder(table: Table, rows: readonly number[], seed: number): number[] {
  const places = new Map(rows.map((row) => [row, place(seed, contentOf(table.row[row] ?? ""))]));
  return [...rows].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || a - b);
}

function random(table: Table, request: SplitRequest): Split[] {
  const split = new Array<Split>(table.row.length).fill("train");
  deal(hashOrder(table, [...table.row.keys()], request.seed), request, split);
  return split;
}

/**
 * The same share of every answer: rows are interleaved by their place inside their answer, so that shares are exact
 * over all rows and within one of exact for every answer.
 */
function stratified(table: Table, by: Column, request: SplitRequest): Split[] {
  const strata = new Map<string, number[]>();
  strataOf(by).forEach((stratum, row) => {
    strata.set(stratum, [...(strata.get(stratum) ?? []), row]);
  });
  const ranked = [...strata.values()].flatMap((rows) =>
    hashOrder(table, rows, request.seed).map((row, index) => ({ row, rank: (index + 0.5) / rows.length })),
  );
  const order = ranked.sort((a, b) => a.rank - b.rank || a.row - b.row).map(({ row }) => row);
  const split = new Array<Split>(table.row.length).fill("train");
  deal(order, request, split);
  return split;
}

/** Names as they are; numbers by their fifths. */
function strataOf(column: Column): string[] {
  if (column.modality !== "number") return column.values.map(textOf);
  const sorted = column.values.filter((cell) => typeof cell === "number").sort((a, b) => a - b);
  const edges = Array.from(
    { length: STRATA_OF_NUMBERS - 1 },
    (_, edge) => sorted[Math.floor(((edge + 1) * sorted.length) / STRATA_OF_NUMBERS)] ?? 0,
  );
  return column.values.map((cell) =>
    typeof cell === "number" ? String(edges.filter((edge) => cell >= edge).length) : "",
  );
}

/** Whole groups, in the order of their places, until each part has its share of rows. */
function grouped(table: Table, group: Column, request: SplitRequest): Split[] {
  const members = new Map<string, number[]>();
  group.values.forEach((cell, row) => {
    const name = textOf(cell) || `row ${row}`;
    members.set(name, [...(members.get(name) ?? []), row]);
  });
  const order = [...members].sort(([a], [b]) => place(request.seed, a) - place(request.seed, b));
  const split = new Array<Split>(table.row.length).fill("train");
  let dealt = 0;
  for (const [, rows] of order) {
    const middle = (dealt + rows.length / 2) / table.row.length;
    const part: Split =
      middle < request.test ? "test" : middle < request.test + request.validation ? "validation" : "train";
    for (const row of rows) split[row] = part;
    dealt += rows.length;
  }
  return split;
}

/** The latest rows are the test, those before them validation. */
function byTime(table: Table, by: Column, request: SplitRequest): Split[] {
  const order = [...table.row.keys()].sort((a, b) => {
    const [first, second] = [textOf(by.values[a] ?? null), textOf(by.values[b] ?? null)];
    return first < second ? 1 : first > second ? -1 : a - b;
  });
  const split = new Array<Split>(table.row.length).fill("train");
  deal(order, request, split);
  return split;
}
