/** Finds the row that holds the column names. */
import { cellText } from "./column-sample.ts";
import { mediaKindOf } from "./media-path.ts";
import { parseBoolean } from "./parse-boolean.ts";
import { parseDate } from "./parse-date.ts";
import { findDecimal, parseNumber } from "./parse-number.ts";
import type { RawCell } from "./raw-table.ts";

const MAX_NAME = 80;
const LOOK_AT = 20;

/**
 * Index of the row of names among the first rows; −1 when there is none.
 * A title above the table (one cell in a wide table) is passed over.
 */
export function findHeader(rows: readonly (readonly RawCell[])[]): number {
  const width = Math.max(0, ...rows.slice(0, LOOK_AT * 5).map(filledCells));
  const first = rows
    .slice(0, LOOK_AT)
    .findIndex((row) => filledCells(row) > Math.max(width / 2, width > 1 ? 1 : 0));
  if (first < 0) return rows.length > 0 ? 0 : -1;
  return looksLikeNames(rows[first] ?? [], rows.slice(first + 1, first + 1 + LOOK_AT * 5)) ? first : -1;
}

function filledCells(row: readonly RawCell[]): number {
  return row.filter((cell) => cellText(cell).trim() !== "").length;
}

/** Short, mostly different, none a value; and none is found again in its own column. */
function looksLikeNames(row: readonly RawCell[], body: readonly (readonly RawCell[])[]): boolean {
  const names = row.map((cell) => cellText(cell).trim()).filter((name) => name !== "");
  if (names.length === 0 || new Set(names).size * 2 < names.length) return false;
  if (row.some((cell) => typeof cell === "number" || typeof cell === "boolean")) return false;
  if (names.some((name) => name.length > MAX_NAME || isValue(name))) return false;
  return !row.some((cell, column) => {
    const name = cellText(cell).trim();
    return name !== "" && body.some((other) => cellText(other[column] ?? null).trim() === name);
  });
}

function isValue(text: string): boolean {
  if (mediaKindOf(text) !== null || parseDate(text, "day-first") !== null || parseBoolean(text) !== null)
    return true;
  return parseNumber(text, findDecimal([text])) !== null;
}
