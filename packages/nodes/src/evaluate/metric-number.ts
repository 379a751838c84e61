/** Numbers with their intervals: Wilson for shares, else 1,000 bootstrap draws over rows. */
import { bootstrap, type Numbers, resampledRows, wilsonInterval } from "@fuseline/metrics";
import type { MetricNumber, Split } from "@fuseline/schema";

interface Rows {
  readonly rows: number;
  readonly split: Split;
}

type Extras = Pick<MetricNumber, "pool" | "chance">;

/** A share of rows that are right. */
export function shareOf(right: number, { rows, split }: Rows, extras: Extras = {}): MetricNumber {
  const { low, high } = wilsonInterval(right, rows);
  return { value: rows === 0 ? Number.NaN : right / rows, low, high, rows, split, ...extras };
}

/** Any statistic of rows; `seed` makes its interval repeatable. */
export function bootstrapped(
  statistic: (rows: Numbers) => number,
  { rows, split, seed }: Rows & { readonly seed: number },
  extras: Extras = {},
): MetricNumber {
  const all = Array.from({ length: rows }, (_, row) => row);
  const { low, high } = bootstrap(resampledRows(rows, { seed }), statistic);
  return { value: statistic(all), low, high, rows, split, ...extras };
}
