/** Σ wᵢℓᵢ / Σ wᵢ: the mean over rows that count. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

/** Scalar loss and the loss of each row [B]. */
export interface Loss {
  readonly value: Value;
  readonly perRow: Value;
}

export function weightedMean(g: GraphBuilder, perRow: Value, weight: Value): Loss {
  const total = g.max(g.reduceSum(weight), 1e-12);
  return { value: g.div(g.reduceSum(g.mul(perRow, weight)), total), perRow };
}
