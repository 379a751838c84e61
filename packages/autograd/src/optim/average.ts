/** Exponential moving average of the weights, which is often a better model than the last weights (Polyak 1992). */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

export interface AverageUpdate {
  readonly average: Value;
  /** Weights after the step. */
  readonly weights: Value;
  readonly decay: number;
  /** Scalar float32, 1 in the first step. */
  readonly step: Value;
}

/** a ← d·a + (1 − d)·w with d = min(decay, (1 + t)/(10 + t)), so that the first weights are soon forgotten. */
export function movedAverage(g: GraphBuilder, { average, weights, decay, step }: AverageUpdate): Value {
  const share = g.sub(1, g.min(decay, g.div(g.add(step, 1), g.add(step, 10))));
  return g.add(average, g.mul(g.sub(weights, average), share));
}
