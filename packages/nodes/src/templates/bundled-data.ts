/** Understandings of the data that comes with Fuseline: known without looking, so that a template opens ready to run. */
import type { ColumnSchema } from "@fuseline/schema";
import { EMOJI_COLUMNS } from "../data/load-sample/columns.ts";
import { TWO_PARTS_COLUMNS } from "../data/make-sample/definition.ts";
import { words } from "../define/words.ts";
import type { DataUnderstanding, UnderstoodColumn } from "./understanding.ts";

const EMOJI = 1_911;
const EMOJI_GROUPS = 9;

const GIVEN = words("it comes with the data", "так устроены данные");

const asGiven = (column: ColumnSchema, distinct: number): UnderstoodColumn => ({
  ...column,
  distinct,
  missing: 0,
  reason: GIVEN,
});

/** Emoji: pictures with names in many languages, to be sorted by group or found by name. */
export function sampleData(sample: "emoji"): DataUnderstanding {
  return {
    origin: { kind: "sample", sample },
    rows: EMOJI,
    columns: EMOJI_COLUMNS.map((column) => asGiven(column, column.name === "group" ? EMOJI_GROUPS : EMOJI)),
    target: { column: "group", reason: GIVEN },
    key: null,
    group: null,
    split: null,
    matches: [],
  };
}

/** Photo and text that give the answer only together. */
export function generatedData(task: "two-parts", rows = 400): DataUnderstanding {
  return {
    origin: { kind: "generated", task, rows },
    rows,
    columns: TWO_PARTS_COLUMNS.map((column) => asGiven(column, column.name === "label" ? 2 : rows)),
    target: { column: "label", reason: GIVEN },
    key: null,
    group: null,
    split: null,
    matches: [],
  };
}
