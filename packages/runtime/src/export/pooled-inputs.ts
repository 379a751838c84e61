/** Pooling as a graph: from an encoder's raw output to what the serving graph takes, so that no other program need know how. */
import type { Dim, GraphBuilder, Value } from "@fuseline/autograd";
import { poolValues } from "../graph/pool-values.ts";
import type { EncoderRecipe } from "../recipe.ts";

/** What the pooled source takes, by the parts that `PortableSource.feeds` names. */
export interface PooledInputs {
  readonly encoded: Value;
  /** int64 [batch, tokens], as the encoder took it; texts only. */
  readonly mask: Value | null;
  /** [batch] */
  readonly presence: Value;
}

/** The parts of a source as `fulfil` would make them; zeros where the row has nothing. */
export function pooled(
  g: GraphBuilder,
  encoder: EncoderRecipe,
  { encoded, mask, presence }: PooledInputs,
): { readonly [part: string]: Value } {
  const real = mask === null ? null : g.mul(g.cast(mask, "float32"), g.unsqueeze(presence, [1]));
  const { value, mask: kept } = poolValues(g, encoded, { encoder, mask: real, presence });
  return kept === null
    ? { value: g.mul(value, g.unsqueeze(presence, [1])) }
    : { value: g.mul(value, g.unsqueeze(kept, [2])), mask: kept };
}

/** How many tokens a source has; named after it, for equal names would mean equal sizes. */
export function tokensOf(source: string): string {
  return `${source}.tokens`;
}

/** Dimensions of an encoder's raw output of this rank. */
export function encodedDims(source: string, recipe: EncoderRecipe, rank: number): readonly Dim[] {
  const { width } = recipe.file;
  if (rank === 2) return ["batch", width];
  return rank === 3
    ? ["batch", tokensOf(source), width]
    : ["batch", width, `${source}.rows`, `${source}.columns`];
}

/** What the rank must be where the encoder's file does not say it; null where only running it tells. */
export function rankFor({ pooling }: EncoderRecipe): number | null {
  switch (pooling) {
    case "none":
      return 2;
    case "mean-grid":
      return 4;
    case "token0":
    case "mean-tokens":
    case "cls":
    case "last":
    case "mean":
      return 3;
    case "features":
      return null;
  }
}
