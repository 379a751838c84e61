/** Fits the table recipe: scaling of numbers, the known names of categories, from training rows only. */
import type { ColumnSource } from "@fuseline/schema";
import type { TableColumnRecipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import { moments, quantiles, toNumber } from "./numbers.ts";

const QUANTILES = 100;

export interface TableFit {
  readonly columns: readonly ColumnSource[];
  readonly scaling: "standard" | "quantile";
  readonly reader: RowReader;
  readonly train: readonly number[];
}

export function fitTable({ columns, scaling, reader, train }: TableFit): TableColumnRecipe[] {
  return columns.map((source): TableColumnRecipe => {
    const column = { column: source.column, several: source.several };
    const cells = train.map((row) => reader.scalar(source.column, row));
    switch (source.modality) {
      case "category":
      case "identity":
      case "labels":
      case "text":
        return { ...column, as: "category", values: knownNames(cells) };
      case "boolean":
        return { ...column, as: "boolean" };
      case "date": {
        const years = cells.map(yearOf).filter(Number.isFinite);
        return { ...column, as: "date", ...moments(years) };
      }
      default: {
        const numbers = cells.map(toNumber).filter(Number.isFinite);
        const spread = scaling === "quantile" ? quantiles(numbers, QUANTILES) : null;
        return { ...column, as: "number", ...moments(numbers), quantiles: spread };
      }
    }
  });
}

/** Names of training rows, the most frequent first, ties by name; place 0 of the embedding is "other". */
function knownNames(cells: readonly (string | number | boolean | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    if (cell === null) continue;
    const name = String(cell).trim();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
}

export function yearOf(cell: string | number | boolean | null): number {
  const date = typeof cell === "string" ? new Date(cell) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) return Number.NaN;
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return date.getUTCFullYear() + (date.getTime() - start) / (365.25 * 86_400_000);
}
