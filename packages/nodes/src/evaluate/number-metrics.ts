/** Every number about predicted numbers, in the units of the answer, beside what the median of the training rows gives. */
import {
  mean,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  median,
  medianPercentageError,
  type Numbers,
  quantile,
  rootMeanSquaredError,
  rSquared,
} from "@fuseline/metrics";
import { type Issue, issue, type Json } from "@fuseline/schema";
import { bootstrapped, type MeasuredPart, type Metrics, withChance } from "./metric-number.ts";

export interface NumberRows {
  readonly name: string;
  readonly truth: readonly number[];
  readonly given: readonly number[];
  /** What is answered without looking: the median of the training rows. */
  readonly guess: number;
}

export function numberMetrics({ truth, given, guess }: NumberRows, part: MeasuredPart): Metrics {
  const statistics = (answers: readonly number[]) => (rows: Numbers) => {
    const of = (list: readonly number[]): number[] => Array.from(rows, (row) => list[row] ?? 0);
    return numbersOf(of(truth), of(answers));
  };
  const everyRow = [...truth.keys()];
  const guessed = statistics(truth.map(() => guess))(everyRow);
  return withChance(bootstrapped(statistics(given), part), guessed);
}

function numbersOf(truth: readonly number[], given: readonly number[]): { readonly [name: string]: number } {
  const positive = truth.every((value) => value > 0);
  const logs = (list: readonly number[]): number[] => list.map((value) => Math.log(Math.max(value, 1e-12)));
  return {
    r2: rSquared(truth, given),
    ...(positive ? { r2Log: rSquared(logs(truth), logs(given)) } : {}),
    mae: meanAbsoluteError(truth, given),
    rmse: rootMeanSquaredError(truth, given),
    mape: meanAbsolutePercentageError(truth, given),
    medianError: medianPercentageError(truth, given),
  };
}

const RANGES = 5;

/** Predicted against true, and errors by fifths of the true values: a model may be good where most rows are only. */
export function numberReport(
  { name, truth, given, guess }: NumberRows,
  places: readonly number[],
): { readonly [part: string]: Json } {
  const edges = Array.from({ length: RANGES + 1 }, (_, edge) => quantile(truth, edge / RANGES));
  const residuals = Array.from({ length: RANGES }, (_, range) => {
    const [low, high] = [edges[range] ?? 0, edges[range + 1] ?? 0];
    const last = range === RANGES - 1;
    const inside = truth.flatMap((value, row) =>
      value >= low && (value < high || (last && value <= high)) ? [row] : [],
    );
    const errors = inside.map((row) => (given[row] ?? 0) - (truth[row] ?? 0));
    return {
      low,
      high,
      rows: inside.length,
      meanError: mean(errors),
      meanAbsoluteError: mean(errors.map(Math.abs)),
      medianError: median(errors),
    };
  });
  const answers = places.map((row, place) => ({ row, given: given[place], truth: truth[place] }));
  return JSON.parse(JSON.stringify({ name, guess, residuals, answers }));
}

/** One answer for more rows than this is no answer. */
const COLLAPSED = 0.95;
const FEWEST_ROWS = 20;

/** `prediction-collapsed` when answers hardly differ (by a hundredth of the spread of the truth). */
export function numberWarnings({ truth, given }: NumberRows, node: string): Issue[] {
  const spread = quantile(truth, 0.9) - quantile(truth, 0.1);
  const middle = median(given);
  const alike = given.filter((value) => Math.abs(value - middle) <= spread / 100).length / given.length;
  if (truth.length < FEWEST_ROWS || spread === 0 || alike <= COLLAPSED) return [];
  const answer = Number(middle.toPrecision(3)).toString();
  return [issue("prediction-collapsed", { node }, { answer, share: alike }, "warning")];
}
