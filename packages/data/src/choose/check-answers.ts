/** Warns about answers that are hard or impossible to learn: one class, rare ones, unlearnt ones, a great majority. */
import type { Issue, Table } from "@fuseline/schema";
import { makeIssue, userError } from "../issues.ts";
import { type Column, textOf } from "../tables/table-columns.ts";

/** Fewer rows than this are too few for a class. */
const RARE = 5;
const IMBALANCE = 20;
const LISTED = 20;

/** Rows that may be learnt from: the training part, or all where nothing is set aside yet. */
export function trainingRows(table: Table): number[] {
  const { split } = table;
  const rows = [...table.row.keys()];
  return split === undefined ? rows : rows.filter((row) => split[row] === "train");
}

/** C of a classifier: the answers of the training rows, each once, sorted by name. */
export function classNames(table: Table, target: Column): string[] {
  return [...countAnswers(target, trainingRows(table)).keys()].sort();
}

/** @throws UserError `single-class` */
export function checkAnswers(table: Table, target: Column): Issue[] {
  if (!["category", "boolean", "labels"].includes(target.modality)) return [];
  const column = target.name;
  const counts = countAnswers(target, trainingRows(table));
  const order = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [most, least] = [order[0], order.at(-1)];
  if (most === undefined || least === undefined) return [];
  if (order.length === 1) {
    throw userError({ code: "single-class", at: { param: "roles" }, facts: { column, label: most[0] } });
  }
  const issues: Issue[] = [];
  const rare = order.filter(([, count]) => count < RARE).map(([label]) => label);
  if (rare.length > 0) {
    issues.push(
      makeIssue({ code: "label-rare", severity: "warning", facts: { column, labels: rare, least: RARE } }),
    );
  }
  const ratio = Math.round(most[1] / least[1]);
  if (most[1] > IMBALANCE * least[1]) {
    issues.push(
      makeIssue({
        code: "imbalance",
        severity: "warning",
        facts: { column, most: most[0], least: least[0], ratio },
      }),
    );
  }
  return [...issues, ...unlearnt(table, target, counts)];
}

/** Answers that only validation or test rows have. */
function unlearnt(table: Table, target: Column, learnt: ReadonlyMap<string, number>): Issue[] {
  const places = target.values.flatMap((cell, row) =>
    answersIn(cell).some((answer) => !learnt.has(answer)) ? [row] : [],
  );
  if (places.length === 0 || table.split === undefined) return [];
  const values = new Set(
    places.flatMap((row) => answersIn(target.values[row] ?? null)).filter((answer) => !learnt.has(answer)),
  );
  const facts = {
    column: target.name,
    values: [...values].slice(0, LISTED),
    places: places.slice(0, LISTED),
  };
  return [makeIssue({ code: "category-unseen", severity: "warning", facts })];
}

function countAnswers(target: Column, rows: readonly number[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const answer of answersIn(target.values[row] ?? null))
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return counts;
}

function answersIn(cell: Column["values"][number]): string[] {
  const answers = Array.isArray(cell) ? cell.map(textOf) : [textOf(cell)];
  return answers.filter((answer) => answer !== "");
}
