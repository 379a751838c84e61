/**
 * InfoNCE both ways, ½(CE(S, Q) + CE(Sᵀ, Qᵀ)), S = e^s·a·bᵀ (CLIP, Radford 2021). Rows of equal key share the target
 * (SupCon, Khosla 2020); rows of weight 0 pad the batch and are neither queries nor strangers.
 */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { type Loss, weightedMean } from "./reduce.ts";

const EXCLUDED = 1e9;
const LARGEST_SCALE = 100;

export interface ContrastiveOptions {
  /** int64 [B]; absent: every row is its own pair only. */
  readonly key?: Value | undefined;
  /** [B] */
  readonly rowWeight: Value;
}

export interface PairVectors {
  /** Normalised [B, D]. */
  readonly a: Value;
  readonly b: Value;
  /** s, scalar; e^s is held at 100 and below. */
  readonly logScale: Value;
}

export function contrastive(
  g: GraphBuilder,
  { a, b, logScale }: PairVectors,
  options: ContrastiveOptions,
): Loss {
  const batch = a.size(0);
  const scale = g.exp(g.min(logScale, Math.log(LARGEST_SCALE)));
  const scores = g.mul(g.gemm(a, b, null, { transB: true }), scale);
  const counted = g.cast(g.greater(options.rowWeight, 0), "float32");
  const barred = g.mul(g.sub(counted, 1), EXCLUDED);
  const pairs = sharedTargets(g, { key: options.key, counted, batch });
  const forward = rowLoss(g, g.add(scores, g.unsqueeze(barred, [0])), pairs);
  const backward = rowLoss(g, g.add(g.transpose(scores, [1, 0]), g.unsqueeze(barred, [0])), pairs);
  return weightedMean(g, g.mul(g.add(forward, backward), 0.5), options.rowWeight);
}

/** Q [B, B]: rows sum to 1 over the counted rows of the same key. Symmetric up to its rows' sums, so Qᵀ is Q. */
function sharedTargets(
  g: GraphBuilder,
  { key, counted, batch }: { key: Value | undefined; counted: Value; batch: number },
): Value {
  if (key === undefined) {
    const places = g.constant(
      Array.from({ length: batch }, (_, index) => index),
      [batch],
      "int64",
    );
    return g.oneHot(places, batch);
  }
  const same = g.cast(g.equal(g.unsqueeze(key, [1]), g.unsqueeze(key, [0])), "float32");
  const kept = g.mul(same, g.unsqueeze(counted, [0]));
  return g.div(kept, g.max(g.reduceSum(kept, [1], true), 1));
}

/** −Σ Q log softmax(S), barred columns giving 0·(−10⁹) only where Q is 0. */
function rowLoss(g: GraphBuilder, scores: Value, pairs: Value): Value {
  return g.neg(g.reduceSum(g.mul(pairs, g.logSoftmax(scores, 1)), [1]));
}
