/**
 * Sets rows aside for validation and test. A row's place in the queue is the hash of the seed and its content, so rows
 * that are added push others over a border only where the shares demand it; shares are met exactly, up to rounding.
 */
import type { Issue, Split, Table } from "@fuseline/schema";
import { makeIssue, userError } from "../issues.ts";
import { type Column, findColumn, textOf } from "../tables/table-columns.ts";
import { guessTarget } from "../understand/guess-target.ts";
import { dealGroups } from "./deal-groups.ts";
import { deal, hashOrder, type Shares } from "./deal-rows.ts";
import { isReadySplit, readySplit } from "./ready-split.ts";
import { strataOf } from "./strata.ts";

export type SplitMethod = "auto" | "random" | "stratified" | "grouped" | "by-column" | "by-time";

export interface SplitRequest extends Shares {
  readonly method: SplitMethod;
  /** Rows of equal value stay together. */
  readonly group: string | null;
  /** The answer to spread evenly, the ready split, or the time; null: the one that fits the method. */
  readonly by: string | null;
  readonly seed: number;
}

export interface SplitRows {
  /** The table with `split`, and with `group` where groups were given. */
  readonly table: Table;
  /** What was done: "auto" is resolved. */
  readonly method: Exclude<SplitMethod, "auto">;
  readonly counts: { readonly [S in Split]: number };
  readonly issues: readonly Issue[];
}

const PARTS = ["train", "validation", "test"] as const;
const LISTED = 20;

/** @throws UserError `column-missing`; `split-empty` when a part that was asked for gets no row */
export function splitRows(table: Table, request: SplitRequest): SplitRows {
  const group = columnOf(table, request.group, "group");
  const named = columnOf(table, request.by, "by");
  const by = named ?? (request.method === "auto" ? likelyAnswer(table) : null);
  const method = request.method === "auto" ? chooseMethod(table, { group, by }) : request.method;
  const split = partsOf(table, { ...request, method, groups: group, answer: by });
  const counts = { train: 0, validation: 0, test: 0 };
  for (const part of split) counts[part]++;
  for (const part of PARTS) {
    const wanted = part === "train" || part === "test" || request.validation > 0;
    if (wanted && counts[part] === 0)
      throw userError({ code: "split-empty", facts: { part, rows: table.row.length } });
  }
  const parted = { ...table, split, ...(group === null ? {} : { group: group.values.map(textOf) }) };
  return {
    table: parted,
    method,
    counts,
    issues: [...missingLabels(method === "stratified" ? by : named, split), ...straddling(group, split)],
  };
}

function columnOf(table: Table, name: string | null, param: string): Column | null {
  if (name === null) return null;
  const column = findColumn(table, name);
  if (column !== null) return column;
  const known = table.columns.map((other) => other.name);
  throw userError({ code: "column-missing", at: { param }, facts: { column: name, known } });
}

interface Given {
  readonly group: Column | null;
  readonly by: Column | null;
}

/** A ready split, else groups, else equal shares of every answer, else chance. */
function chooseMethod(table: Table, { group, by }: Given): Exclude<SplitMethod, "auto"> {
  if (table.split !== undefined || table.columns.some(isReadySplit)) return "by-column";
  if (group !== null) return "grouped";
  return by === null ? "random" : "stratified";
}

/** The answer to spread evenly where nobody named one. */
function likelyAnswer(table: Table): Column | null {
  const summaries = table.columns.map((column) => ({
    ...column,
    distinct: new Set(column.values.map(textOf)).size,
  }));
  const guess = guessTarget(summaries);
  return guess === null ? null : findColumn(table, guess.column);
}

interface Parting extends Shares {
  readonly method: Exclude<SplitMethod, "auto">;
  readonly groups: Column | null;
  readonly answer: Column | null;
  readonly seed: number;
}

function partsOf(table: Table, parting: Parting): readonly Split[] {
  const { answer, groups, seed } = parting;
  const all = [...table.row.keys()];
  switch (parting.method) {
    case "random":
      return deal(hashOrder(table.row, all, seed), parting);
    case "stratified":
      return deal(stratifiedOrder(table, answer, seed), parting);
    case "grouped":
      return dealGroups(groupNames(table, groups), parting);
    case "by-column":
      return bySplit(table, parting);
    case "by-time": {
      const times = timesOf(table, answer);
      return deal(
        [...all].sort((a, b) => compare(times[b] ?? "", times[a] ?? "") || a - b),
        parting,
      );
    }
  }
}

/**
 * Rows of each answer in the order of their hashes, interleaved by their share of the way through the answer: any
 * beginning of this order holds every answer in its share, within one row.
 */
function stratifiedOrder(table: Table, answer: Column | null, seed: number): number[] {
  const strata = new Map<string, number[]>();
  const names = answer === null ? table.row.map(() => "") : strataOf(answer);
  for (const [row, name] of names.entries()) {
    const rows = strata.get(name);
    if (rows === undefined) strata.set(name, [row]);
    else rows.push(row);
  }
  const ranked = [...strata.entries()].flatMap(([name, rows]) =>
    hashOrder(table.row, rows, seed).map((row, index) => ({ row, name, rank: (index + 0.5) / rows.length })),
  );
  return ranked.sort((a, b) => a.rank - b.rank || compare(a.name, b.name)).map(({ row }) => row);
}

/** A row without a group stands alone. */
function groupNames(table: Table, groups: Column | null): string[] {
  return table.row.map((id, row) => {
    const name = textOf(groups?.values[row] ?? null);
    return name === "" ? `row ${id}` : name;
  });
}

/** A ready split without rows for validation gives up some of its training rows. */
function bySplit(table: Table, parting: Parting): readonly Split[] {
  const columns = parting.answer === null ? table.columns : [parting.answer, ...table.columns];
  const column = columns.find(isReadySplit);
  const ready = column === undefined ? table.split : readySplit(column);
  if (ready === undefined) return deal(hashOrder(table.row, [...table.row.keys()], parting.seed), parting);
  if (ready.includes("validation") || parting.validation === 0) return ready;
  const train = ready.flatMap((part, row) => (part === "train" ? [row] : []));
  const order = hashOrder(table.row, train, parting.seed);
  const moved = new Set(order.slice(0, Math.round(train.length * parting.validation)));
  return ready.map((part, row) => (moved.has(row) ? "validation" : part));
}

function timesOf(table: Table, answer: Column | null): string[] {
  const dates = answer ?? table.columns.find((column) => column.modality === "date") ?? null;
  return table.row.map((_, row) => textOf(dates?.values[row] ?? null));
}

function missingLabels(by: Column | null, split: readonly Split[]): Issue[] {
  if (by === null || (by.modality !== "category" && by.modality !== "boolean") || isReadySplit(by)) return [];
  const labels = new Set(by.values.map(textOf).filter((label) => label !== ""));
  return (["train", "test"] as const).flatMap((part) => {
    const found = new Set(by.values.flatMap((cell, row) => (split[row] === part ? [textOf(cell)] : [])));
    const missing = [...labels].filter((label) => !found.has(label)).sort(compare);
    if (missing.length === 0) return [];
    const severity = part === "train" ? "warning" : "hint";
    return [makeIssue({ code: "split-class-missing", severity, facts: { part, labels: missing } })];
  });
}

/** Only a ready split can part a group. */
function straddling(group: Column | null, split: readonly Split[]): Issue[] {
  if (group === null) return [];
  const learnt = new Set(group.values.flatMap((cell, row) => (split[row] === "train" ? [textOf(cell)] : [])));
  const checked = new Set(
    group.values.flatMap((cell, row) => (split[row] === "train" ? [] : [textOf(cell)])),
  );
  const groups = [...learnt].filter((name) => name !== "" && checked.has(name)).slice(0, LISTED);
  if (groups.length === 0) return [];
  return [makeIssue({ code: "leak-group", severity: "warning", facts: { column: group.name, groups } })];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
