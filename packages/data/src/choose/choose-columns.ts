/** Says which column is what: keeps the used ones, sets rows without an answer aside, warns about what looks wrong. */
import type { ColumnChoice, Issue, Table } from "@fuseline/schema";
import { makeIssue, userError } from "../issues.ts";
import { type Column, findColumn, takeRows, textOf } from "../tables/table-columns.ts";
import { checkAnswers } from "./check-answers.ts";
import { convertColumn } from "./convert-column.ts";
import { findLeaks } from "./find-leaks.ts";

export type ColumnRoles = { readonly [column: string]: ColumnChoice };

export interface ChosenColumns {
  /** The used columns in the order of the roles, with group and weight filled in. */
  readonly table: Table;
  readonly issues: readonly Issue[];
}

const LISTED = 20;

/** @throws UserError `column-missing`, `target-missing`, `too-few-rows` or `single-class` */
export function chooseColumns(table: Table, roles: ColumnRoles): ChosenColumns {
  const issues: Issue[] = [];
  const columns = Object.entries(roles)
    .filter(([, choice]) => choice.role !== "unused")
    .map(([name, choice]): Column => {
      const converted = convertColumn(requireColumn(table, name, choice), choice);
      issues.push(...converted.issues);
      return converted.column;
    });
  const chosen = withRoles({ ...table, columns }, roles);
  const answered = setAside(chosen, roles, issues);
  const inputs = withRole(answered, roles, "input");
  issues.push(...emptyRows(answered, inputs));
  for (const target of withRole(answered, roles, "target")) {
    issues.push(...checkAnswers(answered, target), ...findLeaks(answered, { target, inputs }));
  }
  return { table: answered, issues };
}

function requireColumn(table: Table, name: string, { role }: ColumnChoice): Column {
  const column = findColumn(table, name);
  if (column !== null) return column;
  const code = role === "target" ? "target-missing" : "column-missing";
  const known = table.columns.map((other) => other.name);
  throw userError({ code, at: { param: "roles" }, facts: { column: name, known } });
}

function withRole(table: Table, roles: ColumnRoles, role: ColumnChoice["role"]): Column[] {
  return table.columns.filter((column) => roles[column.name]?.role === role);
}

function withRoles(table: Table, roles: ColumnRoles): Table {
  const [group] = withRole(table, roles, "group");
  const [weight] = withRole(table, roles, "weight");
  return {
    ...table,
    ...(group === undefined ? {} : { group: group.values.map(textOf) }),
    ...(weight === undefined ? {} : { weight: weight.values.map((cell) => weightOf(cell)) }),
  };
}

/** A row without a weight counts like any other; none counts less than nothing. */
function weightOf(cell: Column["values"][number]): number {
  return typeof cell === "number" && Number.isFinite(cell) && cell >= 0 ? cell : 1;
}

/** Rows without an answer cannot teach and cannot be checked. */
function setAside(table: Table, roles: ColumnRoles, issues: Issue[]): Table {
  const targets = withRole(table, roles, "target");
  const unanswered = new Set<number>();
  for (const { name, values } of targets) {
    const rows = values.flatMap((cell, row) => (textOf(cell).trim() === "" ? [row] : []));
    if (rows.length === 0) continue;
    for (const row of rows) unanswered.add(row);
    const facts = { column: name, rows: rows.length, places: rows.slice(0, LISTED) };
    issues.push(makeIssue({ code: "label-missing", severity: "warning", facts }));
  }
  if (unanswered.size === 0) return table;
  const kept = [...table.row.keys()].filter((row) => !unanswered.has(row));
  if (kept.length === 0) {
    throw userError({ code: "too-few-rows", at: { param: "roles" }, facts: { rows: 0, needed: 1 } });
  }
  return takeRows(table, kept);
}

/** A row whose inputs are all empty says nothing; the first one stands for all. */
function emptyRows(table: Table, inputs: readonly Column[]): Issue[] {
  if (inputs.length === 0) return [];
  const row = table.row.findIndex((_, index) =>
    inputs.every(({ values }) => textOf(values[index] ?? null) === ""),
  );
  if (row < 0) return [];
  const facts = { inputs: inputs.map(({ name }) => name) };
  return [makeIssue({ code: "row-empty", severity: "warning", at: { row }, facts })];
}
