/** Numbers with their intervals: Wilson's for shares, else 1,000 bootstrap draws over rows, or over groups of rows. */
import { type Numbers, quantile, resampledRows, wilsonInterval } from "@fuseline/metrics";
import type { MetricNumber, Split } from "@fuseline/schema";

/** The rows that numbers are measured on. */
export interface MeasuredPart {
  readonly rows: number;
  readonly split: Split;
  /** Makes intervals repeatable. */
  readonly seed: number;
  /** Group of each row: rows of one group are not independent, so whole groups are drawn. */
  readonly groups?: readonly string[];
}

export type Metrics = { readonly [name: string]: MetricNumber };
type Values = { readonly [name: string]: number };

/** Several statistics of the same rows over the same draws. One that is not a number is left out: see `undefinedIn`. */
export function bootstrapped(statistics: (rows: Numbers) => Values, part: MeasuredPart): Metrics {
  const all = statistics(Array.from({ length: part.rows }, (_, row) => row));
  const draws = new Map(Object.keys(all).map((name): [string, number[]] => [name, []]));
  for (const rows of resampledRows(part.rows, part)) {
    for (const [name, value] of Object.entries(statistics(rows)))
      if (Number.isFinite(value)) draws.get(name)?.push(value);
  }
  const metrics: { [name: string]: MetricNumber } = {};
  for (const [name, value] of Object.entries(all)) {
    const drawn = draws.get(name) ?? [];
    if (!Number.isFinite(value) || drawn.length === 0) continue;
    const [low, high] = [quantile(drawn, 0.025), quantile(drawn, 0.975)];
    metrics[name] = { value, low, high, rows: part.rows, split: part.split };
  }
  return metrics;
}

/** Shares of rows, by name; `right` holds 1 or 0 for every row. */
export function shares(right: { readonly [name: string]: Numbers }, part: MeasuredPart): Metrics {
  if (part.groups !== undefined) {
    const share = (of: Numbers, rows: Numbers): number =>
      Array.from(rows, (row) => of[row] ?? 0).reduce((sum, one) => sum + one, 0) / rows.length;
    return bootstrapped(
      (rows) => Object.fromEntries(Object.entries(right).map(([name, of]) => [name, share(of, rows)])),
      part,
    );
  }
  const { rows, split } = part;
  return Object.fromEntries(
    Object.entries(right).map(([name, of]) => {
      const count = Array.from(of).reduce((sum, one) => sum + one, 0);
      return [name, { value: count / rows, ...wilsonInterval(count, rows), rows, split }];
    }),
  );
}

/** Puts what guessing would give beside each number. */
export function withChance(metrics: Metrics, chance: Values): Metrics {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => {
      const guessed = chance[name];
      const known = guessed !== undefined && Number.isFinite(guessed);
      return [name, known ? { ...metric, chance: guessed } : metric];
    }),
  );
}
