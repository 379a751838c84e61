/** Guesses which columns pair rows, keep rows together, or part them already. */
import type { Table } from "@fuseline/schema";
import { isReadySplit } from "../split/ready-split.ts";
import { nameWords } from "../tables/name-words.ts";
import type { ColumnSummary } from "../tables/read-table.ts";
import type { ColumnGuess } from "./understanding.ts";

const OBJECTS = new Set(
  "product sku item object offer listing товар артикул изделие объект предложение объявление".split(" "),
);
const OWNERS = new Set(
  "patient user customer client subject speaker author person pupil student session house property пациент пользователь клиент диктор автор ученик студент сессия дом квартира".split(
    " ",
  ),
);
const KEYS: readonly string[] = ["identity", "category", "text", "number"];
/** Rows for each value, on average, from which a repeated text must mean one thing shown several times. */
const REPEATED = 3;
/** Characters; a shorter text that repeats is a kind of thing rather than one thing. */
const MIN_LENGTH = 20;
/** Fewer groups than this cannot be shared out fairly. */
const MIN_GROUPS = 20;

export function guessSplit(table: Table): ColumnGuess | null {
  const ready = table.columns.find(isReadySplit);
  if (ready === undefined) return null;
  return {
    column: ready.name,
    reason: { en: "it says train, validation, test", ru: "в нем написано train, validation, test" },
  };
}

/** Named after a thing and repeated; else a longer text that many rows share. */
export function guessKey(
  columns: readonly ColumnSummary[],
  rows: number,
  target: string | null,
): ColumnGuess | null {
  const repeated = columns.filter(
    (column) => isUsable(column, target) && column.distinct * 1.05 < rows && column.distinct >= MIN_GROUPS,
  );
  const named = repeated.find(({ name }) => nameWords(name).some((word) => OBJECTS.has(word)));
  const shared = repeated.find(
    (column) => column.modality === "text" && column.distinct * REPEATED <= rows && isLong(column),
  );
  const found = named ?? shared;
  return found === undefined ? null : { column: found.name, reason: sharedBy(found.distinct, rows) };
}

/** Named after an owner or a thing, at least 20 of them with several rows each. */
export function guessGroup(
  columns: readonly ColumnSummary[],
  rows: number,
  target: string | null,
): ColumnGuess | null {
  const found = columns.find(
    (column) =>
      isUsable(column, target) &&
      column.distinct >= MIN_GROUPS &&
      column.distinct * 2 <= rows &&
      nameWords(column.name).some((word) => OWNERS.has(word) || OBJECTS.has(word)),
  );
  return found === undefined ? null : { column: found.name, reason: sharedBy(found.distinct, rows) };
}

function isLong({ examples }: ColumnSummary): boolean {
  return examples.reduce((sum, text) => sum + text.length, 0) >= MIN_LENGTH * examples.length;
}

function isUsable({ name, modality, several }: ColumnSummary, target: string | null): boolean {
  return KEYS.includes(modality) && !several && name !== target;
}

function sharedBy(distinct: number, rows: number): ColumnGuess["reason"] {
  return {
    en: `${rows} rows are about ${distinct} things`,
    ru: `строк: ${rows}, разных предметов: ${distinct}`,
  };
}
