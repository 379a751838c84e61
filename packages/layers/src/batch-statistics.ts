/** What batch normalisation knows of a batch, whatever the layout of its map. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

const MOMENTUM = 0.1;
/** Added to variances. */
export const EPSILON = 1e-5;

/** Each [K]. */
export interface RunningStatistics {
  readonly mean: Value;
  readonly variance: Value;
}

/** [B] of 1 and 0, null where every row counts; and how many count, at least one. */
export function countedRows(
  g: GraphBuilder,
  { rowWeight, batch }: { readonly rowWeight: Value | undefined; readonly batch: number },
): { readonly counted: Value | null; readonly rows: Value } {
  if (rowWeight === undefined) return { counted: null, rows: g.constant(batch) };
  const counted = g.cast(g.greater(rowWeight, 0), "float32");
  return { counted, rows: g.max(g.reduceSum(counted), 1) };
}

interface BatchStatistics extends RunningStatistics {
  /** Numbers that the variance, which is biased, was taken over. */
  readonly count: Value;
}

/** Moves the running statistics a tenth towards those of the batch, the variance unbiased. */
export function moveRunning(
  g: GraphBuilder,
  running: RunningStatistics,
  { mean, variance, count }: BatchStatistics,
): void {
  const unbiased = g.mul(variance, g.div(count, g.max(g.sub(count, 1), 1)));
  const move = (old: Value, seen: Value): Value => g.add(g.mul(old, 1 - MOMENTUM), g.mul(seen, MOMENTUM));
  g.assign(running.mean, move(running.mean, mean));
  g.assign(running.variance, move(running.variance, unbiased));
}
