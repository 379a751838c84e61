/** Intervals: a number from 30 rows is not the same number from 3,000. */
import { mean, type Numbers, quantile } from "./numbers.ts";
import { seededRandom } from "./random.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % point of the standard normal. */
const Z_95 = 1.959963984540054;

/**
 * Wilson's 95 % score interval of a share (Wilson 1927): centre (p + z²/2n) / (1 + z²/n). With no rows nothing is
 * known: 0 … 1.
 */
export function wilsonInterval(right: number, rows: number, z = Z_95): Interval {
  if (rows === 0) return { low: 0, high: 1 };
  const share = right / rows;
  const scale = 1 + z ** 2 / rows;
  const centre = (share + z ** 2 / (2 * rows)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / rows + z ** 2 / (4 * rows ** 2));
  return { low: right === 0 ? 0 : centre - half, high: right === rows ? 1 : centre + half };
}

export interface BootstrapResult extends Interval {
  readonly mean: number;
  /** Spread of the statistic over the draws (divided by the number of draws). */
  readonly standardError: number;
  /** Draws on which the statistic was defined. */
  readonly draws: number;
}

/**
 * The percentile bootstrap (Efron 1979): the statistic over resampled rows, summarised by its 2.5 % and 97.5 % points.
 * Draws on which the statistic is NaN (a class without rows, say) are left out.
 */
export function bootstrap(
  resamples: Iterable<Numbers>,
  statistic: (rows: Numbers) => number,
): BootstrapResult {
  const values: number[] = [];
  for (const rows of resamples) {
    const value = statistic(rows);
    if (!Number.isNaN(value)) values.push(value);
  }
  const middle = mean(values);
  return {
    mean: middle,
    standardError: Math.sqrt(mean(values.map((value) => (value - middle) ** 2))),
    low: quantile(values, 0.025),
    high: quantile(values, 0.975),
    draws: values.length,
  };
}

export interface ResampleOptions {
  readonly seed: number;
  /** Default 1,000. */
  readonly draws?: number;
  /** Group of each row: whole groups are drawn, since rows of one group are not independent. */
  readonly groups?: readonly (string | number)[];
}

/** Row indices drawn with replacement, as many rows (or groups) as there are. */
export function* resampledRows(rows: number, options: ResampleOptions): Generator<Numbers> {
  const random = seededRandom(options.seed);
  const units = options.groups === undefined ? singles(rows) : grouped(options.groups);
  for (let draw = 0; draw < (options.draws ?? 1000); draw++) {
    const drawn: number[] = [];
    for (let i = 0; i < units.length; i++) {
      for (const row of units[Math.floor(random() * units.length)] ?? []) drawn.push(row);
    }
    yield drawn;
  }
}

/** Every one of the rowsʳᵒʷˢ resamples, for checking; only for a handful of rows. */
export function* everyResample(rows: number): Generator<Numbers> {
  for (let code = 0; code < rows ** rows; code++) {
    yield Array.from({ length: rows }, (_, place) => Math.floor(code / rows ** place) % rows);
  }
}

const singles = (rows: number) => Array.from({ length: rows }, (_, row) => [row]);

function grouped(groups: readonly (string | number)[]): number[][] {
  const members = new Map<string | number, number[]>();
  groups.forEach((group, row) => {
    const list = members.get(group);
    if (list === undefined) members.set(group, [row]);
    else list.push(row);
  });
  return [...members.values()];
}
