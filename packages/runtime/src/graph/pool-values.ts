/**
 * Inside a graph what `poolOutput` and the text recipe do outside of one: from an encoder's output to its vectors, where
 * the encoder learns and where a model is exported. The number of rows and of tokens may be open.
 */
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
    return { value, mask: mask ?? g.expand(g.unsqueeze(presence, [1]), value.dims.slice(0, 2)) };
  }
  const vector = pooled(g, output, { encoder, mask });
  const unit = encoder.recipe === "text-model" && encoder.normalise;
  return { value: unit ? normalised(g, vector) : vector, mask: null };
}

function pooled(g: GraphBuilder, output: Value, { encoder, mask }: Omit<Pooling, "presence">): Value {
  switch (encoder.pooling) {
    case "none":
    case "features":
      return output;
    case "token0":
    case "cls":
      return g.gather(output, g.constant(0, undefined, "int64"), 1);
    case "mean-tokens":
      return g.reduceMean(output, [1]);
    case "mean-grid":
      return g.reduceMean(output, [2, 3]);
    case "mean":
      return mask === null ? g.reduceMean(output, [1]) : meanOf(g, output, mask);
    case "last":
      return mask === null ? g.reduceMean(output, [1]) : lastOf(g, output, mask);
  }
}

/** Of real tokens; zeros where there are none. */
function meanOf(g: GraphBuilder, output: Value, mask: Value): Value {
  const share = g.div(mask, g.max(g.reduceSum(mask, [1], true), 1));
  return g.reduceSum(g.mul(output, g.unsqueeze(share, [2])), [1]);
}

/** The last real token of each text; texts are filled up at their end. */
function lastOf(g: GraphBuilder, output: Value, mask: Value): Value {
  const place = g.cast(g.max(g.sub(g.reduceSum(mask, [1], true), 1), 0), "int64");
  const [batch = 1, , width = 1] = output.dims;
  const wide = g.expand(g.unsqueeze(place, [2]), [batch, 1, width]);
  return g.squeeze(g.gatherElements(output, wide, 1), [1]);
}

function gridAsTokens(g: GraphBuilder, grid: Value): Value {
  const [batch = 1, channels = 1] = grid.dims;
  return g.transpose(g.reshape(grid, [batch, channels, -1]), [0, 2, 1]);
}

function normalised(g: GraphBuilder, x: Value): Value {
  const norm = g.sqrt(g.reduceSum(g.mul(x, x), [1], true));
  return g.div(x, g.max(norm, 1e-12));
}
