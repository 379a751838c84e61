/**
 * Finds input columns that give the answer away: a rule learnt on half of the rows (its whole text, or one word of it)
 * that is right on more than 98 % of the other half. Rows of the other half that the rule has not seen count as wrong,
 * so a unique id gives nothing away.
 */
import { createHash } from "node:crypto";
import type { Issue, Table } from "@fuseline/schema";
import { makeIssue } from "../issues.ts";
import { type Column, findColumn, textOf } from "../tables/table-columns.ts";

const LEAK = 0.98;
const FEWEST_ROWS = 40;

export function findLeaks(table: Table, target: string, inputs: readonly Column[]): Issue[] {
  const answers = findColumn(table, target);
  if (answers === null || answers.modality === "number" || table.row.length < FEWEST_ROWS) return [];
  return inputs.flatMap((column) => {
    if (column.modality === "image" || column.several) return [];
    const accuracy = ruleAccuracy(column, answers, table.row);
    if (accuracy <= LEAK) return [];
    const facts = { column: column.name, target, accuracy, rule: `${column.name} → ${target}` };
    return [makeIssue({ code: "leak-target", severity: "warning", facts })];
  });
}

/** Share of the second half that the commonest answer of an equal cell in the first half gets right. */
function ruleAccuracy(column: Column, answers: Column, ids: readonly string[]): number {
  const seen = new Map<string, Map<string, number>>();
  let [right, rows] = [0, 0];
  const halves = ids.map((id) => (createHash("sha256").update(id).digest()[0] ?? 0) % 2);
  ids.forEach((_, row) => {
    if (halves[row] === 1) return;
    const counts = seen.get(cell(column, row)) ?? new Map<string, number>();
    counts.set(cell(answers, row), (counts.get(cell(answers, row)) ?? 0) + 1);
    seen.set(cell(column, row), counts);
  });
  ids.forEach((_, row) => {
    if (halves[row] === 0) return;
    rows++;
    const counts = [...(seen.get(cell(column, row)) ?? [])].sort(([, a], [, b]) => b - a);
    if (counts[0]?.[0] === cell(answers, row)) right++;
  });
  return rows === 0 ? 0 : right / rows;
}

function cell(column: Column, row: number): string {
  return textOf(column.values[row] ?? null)
    .trim()
    .toLowerCase();
}
