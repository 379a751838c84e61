/**
 * Finds an input that gives the answer away: a rule learnt on one part of the rows from that input alone (a tree of
 * depth 3 over a number, one word of a text, one value) that is right on more than 98 % of the other part. Only rows
 * that the rule has not seen count, so ids that are all different give nothing away.
 */
import type { Cell, Issue, Table } from "@fuseline/schema";
import { makeIssue } from "../issues.ts";
import { hashOrder } from "../split/deal-rows.ts";
import { type Column, textOf } from "../tables/table-columns.ts";
import { trainingRows } from "./check-answers.ts";
import { learnNumberRule } from "./number-rule.ts";
import type { Example, Rule } from "./rule.ts";
import { learnWordRule, wordsOf } from "./word-rule.ts";

const LEAK = 0.98;
/** Too few rows prove nothing. */
const MIN_CHECKED = 20;
const MAX_ROWS = 20_000;

export function findLeaks(table: Table, columns: { target: Column; inputs: readonly Column[] }): Issue[] {
  const { target, inputs } = columns;
  if (target.modality !== "category" && target.modality !== "boolean") return [];
  const { learn, check } = parts(table);
  if (check.length < MIN_CHECKED) return [];
  return inputs.flatMap((column) => {
    const found = leak(column, target, { learn, check });
    if (found === null) return [];
    const facts = { column: column.name, target: target.name, ...found };
    return [makeIssue({ code: "leak-target", severity: "warning", facts })];
  });
}

interface Parts {
  readonly learn: readonly number[];
  readonly check: readonly number[];
}

/** Training rows against the rest; where nothing is set aside, three in ten are set aside by their content. */
function parts(table: Table): Parts {
  const learn = trainingRows(table);
  const isLearnt = new Set(learn);
  const check = [...table.row.keys()].filter((row) => !isLearnt.has(row));
  if (check.length >= MIN_CHECKED)
    return { learn: learn.slice(0, MAX_ROWS), check: check.slice(0, MAX_ROWS) };
  const order = hashOrder(table.row, [...table.row.keys()], 0).slice(0, MAX_ROWS);
  const border = Math.round(order.length * 0.3);
  return { learn: order.slice(border), check: order.slice(0, border) };
}

function leak(
  column: Column,
  target: Column,
  { learn, check }: Parts,
): { accuracy: number; rule: string } | null {
  const answer = (row: number): string => textOf(target.values[row] ?? null);
  const cell = (row: number): Cell => column.values[row] ?? null;
  const examples = learn.map((row): Example => ({ cell: cell(row), answer: answer(row) }));
  let best = { accuracy: 0, rule: "" };
  for (const learnRule of ruleLearners(column)) {
    const rule = learnRule(examples);
    const accuracy = check.filter((row) => rule.answer(cell(row)) === answer(row)).length / check.length;
    if (accuracy > best.accuracy) best = { accuracy, rule: rule.example };
  }
  // Where one answer is nearly everything, every rule is nearly always right.
  const counts = new Map<string, number>();
  for (const row of check) counts.set(answer(row), (counts.get(answer(row)) ?? 0) + 1);
  const usual = Math.max(...counts.values()) / check.length;
  return best.accuracy > LEAK && best.accuracy > usual + (1 - usual) / 2 ? best : null;
}

type Learner = (examples: readonly Example[]) => Rule;

const byNumber: Learner = (examples) =>
  learnNumberRule(examples, (cell) => (typeof cell === "number" ? cell : null));
const byDate: Learner = (examples) => learnNumberRule(examples, dateNumber);
const byWord: Learner = (examples) => learnWordRule(examples, wordsOf);
const byValue: Learner = (examples) => learnWordRule(examples, (cell) => [textOf(cell).toLowerCase()]);

function ruleLearners(column: Column): readonly Learner[] {
  switch (column.modality) {
    case "number":
      return [byNumber];
    case "date":
      return [byDate];
    case "text":
    case "labels":
      return [byWord, byValue];
    case "category":
    case "boolean":
      return [byValue];
    case "identity":
    case "image":
    case "audio":
    case "video":
    case "document":
    case "boxes":
    case "fields":
      return [];
  }
}

function dateNumber(cell: Cell): number | null {
  const time = Date.parse(textOf(cell));
  return Number.isNaN(time) ? null : time;
}
