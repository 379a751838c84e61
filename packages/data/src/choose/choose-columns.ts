/** Says which column is what: keeps the used ones, sets rows without an answer aside, warns about what looks wrong. */
import type { ColumnChoice, Issue, Table } from "@fuseline/schema";
import { makeIssue, userError } from "../issues.ts";
import { type Column, findColumn, takeRows, textOf } from "../tables/table-columns.ts";
import { findLeaks } from "./find-leaks.ts";

export interface ChosenColumns {
  readonly table: Table;
  readonly issues: readonly Issue[];
}

/** Fewer rows than this is rare for a class. */
const RARE = 5;

/** @throws UserError `column-missing`, `target-missing` or `single-class` */
export function chooseColumns(
  table: Table,
  roles: { readonly [column: string]: ColumnChoice },
): ChosenColumns {
  const used = Object.entries(roles).filter(([, { role }]) => role !== "unused");
  const columns = used.map(([name, { modality, several, role }]): Column => {
    const column = findColumn(table, name);
    if (column === null) {
      const code = role === "target" ? "target-missing" : "column-missing";
      const known = table.columns.map((other) => other.name);
      throw userError({ code, at: { param: "roles" }, facts: { column: name, known } });
    }
    return { ...column, modality, several };
  });
  const target = columns.find(({ name }) => roles[name]?.role === "target");
  const chosen = withRoles({ ...table, columns }, roles);
  if (target === undefined) return { table: chosen, issues: [] };
  const answered = target.values.flatMap((cell, row) => (textOf(cell).trim() === "" ? [] : [row]));
  const missing = target.values.length - answered.length;
  const kept = missing === 0 ? chosen : takeRows(chosen, answered);
  const aside: Issue[] =
    missing === 0
      ? []
      : [
          makeIssue({
            code: "label-missing",
            severity: "warning",
            facts: { column: target.name, rows: missing },
          }),
        ];
  const inputs = kept.columns.filter(({ name }) => roles[name]?.role === "input");
  return {
    table: kept,
    issues: [...aside, ...answerIssues(kept, target.name), ...findLeaks(kept, target.name, inputs)],
  };
}

function withRoles(table: Table, roles: { readonly [column: string]: ColumnChoice }): Table {
  const of = (role: ColumnChoice["role"]): Column | undefined =>
    table.columns.find(({ name }) => roles[name]?.role === role);
  const [group, weight] = [of("group"), of("weight")];
  return {
    ...table,
    ...(group === undefined ? {} : { group: group.values.map(textOf) }),
    ...(weight === undefined
      ? {}
      : { weight: weight.values.map((cell) => (typeof cell === "number" && cell >= 0 ? cell : 1)) }),
  };
}

function answerIssues(table: Table, name: string): Issue[] {
  const target = findColumn(table, name);
  if (target === null || target.modality === "number") return [];
  const counts = new Map<string, number>();
  for (const cell of target.values) counts.set(textOf(cell), (counts.get(textOf(cell)) ?? 0) + 1);
  const [only] = counts.keys();
  if (counts.size === 1 && only !== undefined) {
    throw userError({ code: "single-class", at: { param: "roles" }, facts: { column: name, label: only } });
  }
  const rare = [...counts].flatMap(([label, count]) => (count < RARE ? [label] : []));
  return rare.length === 0
    ? []
    : [
        makeIssue({
          code: "label-rare",
          severity: "warning",
          facts: { column: name, labels: rare, least: RARE },
        }),
      ];
}
