/** Fulfils the table recipe: cells → scaled numbers, missing flags and category places. */
import { makeRowArray, type RowArray, type RowArrays } from "../arrays/row-array.ts";
import { toNumber } from "../fit/numbers.ts";
import { yearOf } from "../fit/table.ts";
import type { TableColumnRecipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";

type Scalar = string | number | boolean | null;
type NumericColumn = Exclude<TableColumnRecipe, { as: "category" }>;

const DATE_PARTS = 6;
const YES = new Set(["true", "yes", "y", "1", "да", "истина", "+"]);
const NO = new Set(["false", "no", "n", "0", "нет", "ложь", "-"]);

/** How many numbers a column becomes: a date is year, sin and cos of month and weekday, and day of month. */
function width(column: NumericColumn): number {
  return column.as === "date" ? DATE_PARTS : 1;
}

/** Parts: numbers [n] and missing [numeric columns] float32, categories [m] int64, presence []. */
export function fulfilTable(columns: readonly TableColumnRecipe[], reader: RowReader): RowArrays {
  const numeric = columns.filter((column): column is NumericColumn => column.as !== "category");
  const named = columns.filter((column) => column.as === "category");
  const places = named.map((column) => new Map(column.values.map((name, index) => [name, index + 1])));
  const numbers = makeRowArray(
    "float32",
    [numeric.reduce((sum, column) => sum + width(column), 0)],
    reader.count,
  );
  const missing = makeRowArray("float32", [numeric.length], reader.count);
  const categories = makeRowArray("int64", [named.length], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  for (let row = 0; row < reader.count; row++) {
    let at = row * (numbers.dims[0] ?? 0);
    let present = false;
    numeric.forEach((column, index) => {
      const values = numericParts(column, reader.scalar(column.column, row));
      if (values === null) missing.data[row * numeric.length + index] = 1;
      else {
        present = true;
        (numbers.data as Float32Array).set(values, at);
      }
      at += width(column);
    });
    named.forEach((column, index) => {
      const cell = reader.scalar(column.column, row);
      if (cell !== null) present = true;
      const place = cell === null ? 0 : (places[index]?.get(String(cell).trim()) ?? 0);
      categories.data[row * named.length + index] = BigInt(place);
    });
    presence.data[row] = present ? 1 : 0;
  }
  return dropEmpty({ numbers, missing, categories, presence });
}

function dropEmpty(parts: Record<string, RowArray>): RowArrays {
  return Object.fromEntries(Object.entries(parts).filter(([, array]) => array.dims[0] !== 0));
}

function numericParts(column: NumericColumn, cell: Scalar): number[] | null {
  switch (column.as) {
    case "number": {
      const value = toNumber(cell);
      if (!Number.isFinite(value)) return null;
      return [
        column.quantiles === null
          ? (value - column.mean) / column.scale
          : quantilePlace(column.quantiles, value),
      ];
    }
    case "boolean": {
      const word = String(cell ?? "").toLowerCase();
      return YES.has(word) ? [1] : NO.has(word) ? [-1] : null;
    }
    case "date": {
      const year = yearOf(cell);
      if (!Number.isFinite(year)) return null;
      const date = new Date(String(cell));
      const month = (2 * Math.PI * date.getUTCMonth()) / 12;
      const weekday = (2 * Math.PI * date.getUTCDay()) / 7;
      const circle = [Math.sin(month), Math.cos(month), Math.sin(weekday), Math.cos(weekday)];
      return [(year - column.mean) / column.scale, ...circle, date.getUTCDate() / 31];
    }
  }
}

/** Place of `value` among training quantiles, spread over −1…1. */
function quantilePlace(quantiles: readonly number[], value: number): number {
  const last = quantiles.length - 1;
  const above = quantiles.findIndex((edge) => edge >= value);
  if (above === 0) return -1;
  if (above < 0) return 1;
  const low = quantiles[above - 1] ?? 0;
  const high = quantiles[above] ?? low;
  const inside = high > low ? (value - low) / (high - low) : 0;
  return (2 * (above - 1 + inside)) / last - 1;
}
