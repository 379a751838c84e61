/** One vector from many, masked positions left out. A row with nothing left gives zeros. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

export type PoolKind = "mean" | "max" | "first" | "last" | "attention";

const MASKED = 1e9;

/** x [B, L, D], mask [B, L] → [B, D]. */
export function pool(g: GraphBuilder, x: Value, { how, mask }: { how: PoolKind; mask: Value }): Value {
  switch (how) {
    case "mean":
      return weighted(g, x, g.div(mask, g.max(g.reduceSum(mask, [1], true), 1)));
    case "max": {
      const lowered = g.add(x, g.unsqueeze(g.mul(g.sub(mask, 1), MASKED), [2]));
      return g.mul(g.reduceMax(lowered, [1]), anyLeft(g, mask));
    }
    case "first":
      return weighted(
        g,
        x,
        extremeOnly(g, mask, (index, length) => length - index),
      );
    case "last":
      return weighted(
        g,
        x,
        extremeOnly(g, mask, (index) => index + 1),
      );
    case "attention":
      return g.mul(weighted(g, x, attentionWeights(g, x, mask)), anyLeft(g, mask));
  }
}

/** Σ weightᵢ·xᵢ: [B, 1, L] · [B, L, D]. */
function weighted(g: GraphBuilder, x: Value, weights: Value): Value {
  return g.squeeze(g.matmul(g.unsqueeze(weights, [1]), x), [1]);
}

/** [B, 1]: 1 where some position is left. */
function anyLeft(g: GraphBuilder, mask: Value): Value {
  return g.reduceMax(mask, [1], true);
}

/** [B, L]: 1 at the real position with the highest rank, all ranks being above 0. */
function extremeOnly(g: GraphBuilder, mask: Value, rank: (index: number, length: number) => number): Value {
  const length = mask.size(1);
  const ranks = g.constant(
    Array.from({ length }, (_, index) => rank(index, length)),
    [1, length],
  );
  const real = g.mul(mask, ranks);
  const highest = g.reduceMax(real, [1], true);
  return g.mul(g.cast(g.equal(real, highest), "float32"), mask);
}

/** softmax(q·xᵢ/√D) with one learned q. */
function attentionWeights(g: GraphBuilder, x: Value, mask: Value): Value {
  const size = x.size(-1);
  const query = g.param("query", [size, 1], { kind: "truncatedNormal", std: 0.02 });
  const scores = g.squeeze(g.matmul(g.mul(x, 1 / Math.sqrt(size)), query), [2]);
  return g.softmax(g.add(scores, g.mul(g.sub(mask, 1), MASKED)));
}
