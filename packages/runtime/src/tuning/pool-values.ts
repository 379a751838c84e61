/** Inside a graph what `poolOutput` and the text recipe do outside of one: from an encoder's output to its vectors. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { EncoderRecipe } from "../recipe.ts";

export interface PooledValues {
  /** [B, D], or [B, L, D] with a mask [B, L]. */
  readonly value: Value;
  readonly mask: Value | null;
}

interface Pooling {
  readonly encoder: EncoderRecipe;
  /** [B, L] of texts; null for pictures. */
  readonly mask: Value | null;
  /** [B] */
  readonly presence: Value;
}

export function poolValues(
  g: GraphBuilder,
  output: Value,
  { encoder, mask, presence }: Pooling,
): PooledValues {
  if (encoder.pooling === "features") {
    const value = output.rank === 4 ? gridAsTokens(g, output) : output;
    const ones = g.constant(new Array<number>(value.size(1)).fill(1), [1, value.size(1)]);
    return { value, mask: mask ?? g.mul(g.unsqueeze(presence, [1]), ones) };
  }
  const vector = pooled(g, output, { encoder, mask, presence });
  const unit = encoder.recipe === "text-model" && encoder.normalise;
  return { value: unit ? normalised(g, vector) : vector, mask: null };
}

function pooled(g: GraphBuilder, output: Value, { encoder, mask }: Pooling): Value {
  switch (encoder.pooling) {
    case "none":
    case "features":
      return output;
    case "token0":
    case "cls":
      return g.squeeze(g.slice(output, { axis: 1, start: 0, end: 1 }), [1]);
    case "mean-tokens":
      return g.reduceMean(output, [1]);
    case "mean-grid":
      return g.reduceMean(output, [2, 3]);
    case "mean":
      return masked(g, output, (tokens) => g.div(tokens, g.max(g.reduceSum(tokens, [1], true), 1)), mask);
    case "last":
      return masked(g, output, (tokens) => lastOnly(g, tokens), mask);
  }
}

/** Σ over tokens of output · share(mask). */
function masked(g: GraphBuilder, output: Value, share: (mask: Value) => Value, mask: Value | null): Value {
  if (mask === null) return g.reduceMean(output, [1]);
  return g.reduceSum(g.mul(output, g.unsqueeze(share(mask), [2])), [1]);
}

/** 1 at the last real token: where the mask holds and that of the next token does not. */
function lastOnly(g: GraphBuilder, mask: Value): Value {
  const length = mask.size(1);
  const next = g.pad(g.slice(mask, { axis: 1, start: 1, end: length }), { axis: 1, before: 0, after: 1 });
  return g.mul(mask, g.sub(1, next));
}

function gridAsTokens(g: GraphBuilder, grid: Value): Value {
  const [batch = 1, channels = 1] = grid.dims;
  const cells = grid.size(2) * grid.size(3);
  return g.transpose(g.reshape(grid, [batch, channels, cells]), [0, 2, 1]);
}

function normalised(g: GraphBuilder, x: Value): Value {
  const norm = g.sqrt(g.reduceSum(g.mul(x, x), [1], true));
  return g.div(x, g.max(norm, 1e-12));
}
