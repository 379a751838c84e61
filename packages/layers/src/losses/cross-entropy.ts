/** Cross-entropy over classes: ℓ = −Σ q_c log softmax(z)_c, q = (1 − ε)·onehot + ε/C. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { type Loss, weightedMean } from "./reduce.ts";

export interface CrossEntropyOptions {
  readonly smoothing: number;
  /** One per class; multiplies the rows of that class. */
  readonly classWeights?: readonly number[] | undefined;
  /** [B] */
  readonly rowWeight: Value;
}

/** logits [B, C], target int64 [B]. */
export function crossEntropy(
  g: GraphBuilder,
  { logits, target }: { logits: Value; target: Value },
  options: CrossEntropyOptions,
): Loss {
  const classes = logits.size(1);
  const { smoothing, classWeights } = options;
  const logs = g.logSoftmax(logits, 1);
  const oneHot = g.oneHot(target, classes);
  const wished = smoothing === 0 ? oneHot : g.add(g.mul(oneHot, 1 - smoothing), smoothing / classes);
  const perRow = g.neg(g.reduceSum(g.mul(wished, logs), [1]));
  if (classWeights === undefined) return weightedMean(g, perRow, options.rowWeight);
  const weights = g.gather(g.constant(classWeights, [classes]), target);
  return weightedMean(g, perRow, g.mul(options.rowWeight, weights));
}

/** n / (C · n_c): rare classes count as much as frequent ones. */
export function balancedWeights(counts: readonly number[]): number[] {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => rows / (counts.length * Math.max(1, count)));
}
