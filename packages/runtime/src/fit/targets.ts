/** Fits what the model must learn to say: class names, or the scale of a number. */
import type { ColumnSource } from "@fuseline/schema";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import { moments, skewness, toNumber } from "./numbers.ts";

/** Skew above which a positive target is learnt as its logarithm. */
const LOG_SKEW = 2;

export interface TargetFit {
  readonly reader: RowReader;
  readonly train: readonly number[];
}

/** Class names of training rows, sorted, with how many rows each has. */
export function fitClassTarget(source: ColumnSource, { reader, train }: TargetFit): Recipe {
  const counts = new Map<string, number>();
  for (const row of train) {
    const name = reader.texts(source.column, row)[0];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const labels = [...counts.keys()].sort();
  return {
    recipe: "class-target",
    column: { column: source.column, several: source.several },
    labels,
    counts: labels.map((label) => counts.get(label) ?? 0),
  };
}

export function fitNumberTarget(
  columns: readonly ColumnSource[],
  scale: "auto" | "standard" | "log",
  { reader, train }: TargetFit,
): Recipe {
  const fitted = columns.map((source) => {
    const values = train.map((row) => toNumber(reader.scalar(source.column, row))).filter(Number.isFinite);
    const positive = values.every((value) => value > 0);
    const log = positive && (scale === "log" || (scale === "auto" && skewness(values) > LOG_SKEW));
    return { log, ...moments(log ? values.map(Math.log) : values) };
  });
  return {
    recipe: "number-target",
    columns: columns.map((source) => ({ column: source.column, several: source.several })),
    log: fitted.map((target) => target.log),
    mean: fitted.map((target) => target.mean),
    scale: fitted.map((target) => target.scale),
  };
}
