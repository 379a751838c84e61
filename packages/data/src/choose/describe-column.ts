/** Statistics of one column, as the data panel shows them. */
import type { Cell } from "@fuseline/schema";
import { type Column, isMedia, textOf } from "../tables/table-columns.ts";

interface Common {
  readonly rows: number;
  readonly missing: number;
  readonly distinct: number;
}

interface Numbers {
  readonly kind: "numbers";
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly median: number;
  /** Sample standard deviation; 0 for one number. */
  readonly deviation: number;
  /** Counts in ten equal steps from min to max. */
  readonly histogram: readonly number[];
}

export type ColumnStatistics = Common &
  (
    | Numbers
    | {
        readonly kind: "values";
        readonly counts: readonly { readonly value: string; readonly count: number }[];
      }
    | { readonly kind: "texts"; readonly meanWords: number; readonly maxCharacters: number }
    | { readonly kind: "dates"; readonly first: string; readonly last: string }
    | { readonly kind: "files"; readonly files: number }
  );

const LISTED = 50;
const STEPS = 10;

export function describeColumn(column: Column): ColumnStatistics {
  const filled = column.values.filter((cell) => cell !== null);
  const items = filled.flatMap((cell): Cell[] =>
    typeof cell === "object" && !isMedia(cell) ? [...cell] : [cell],
  );
  const texts = items.map(textOf);
  const common = {
    rows: column.values.length,
    missing: column.values.length - filled.length,
    distinct: new Set(texts).size,
  };
  switch (column.modality) {
    case "number":
      return { ...common, ...describeNumbers(items.filter((cell) => typeof cell === "number")) };
    case "category":
    case "labels":
    case "boolean":
      return { ...common, kind: "values", counts: countValues(texts) };
    case "date": {
      const sorted = [...texts].sort();
      return { ...common, kind: "dates", first: sorted[0] ?? "", last: sorted.at(-1) ?? "" };
    }
    case "text":
    case "identity":
    case "fields":
    case "boxes":
      return {
        ...common,
        kind: "texts",
        meanWords: mean(texts.map((text) => text.split(/\s+/).filter((word) => word !== "").length)),
        maxCharacters: texts.reduce((most, text) => Math.max(most, text.length), 0),
      };
    case "image":
    case "audio":
    case "video":
    case "document":
      return { ...common, kind: "files", files: items.filter(isMedia).length };
  }
}

function describeNumbers(values: readonly number[]): Numbers {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const histogram = new Array<number>(STEPS).fill(0);
  for (const value of values) {
    const step = max === min ? 0 : Math.min(STEPS - 1, Math.floor(((value - min) / (max - min)) * STEPS));
    histogram[step] = (histogram[step] ?? 0) + 1;
  }
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return {
    kind: "numbers",
    min,
    max,
    mean: middle,
    median: (lower + upper) / 2,
    deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)),
    histogram,
  };
}

function countValues(texts: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.slice(0, LISTED).map(([value, count]) => ({ value, count }));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
