/** Pooling as a graph: from an encoder's raw output to what the serving graph takes, so that no other program need know how. */
import type { Dim, GraphBuilder, Value } from "@fuseline/autograd";
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
  recipe: EncoderRecipe,
  inputs: PooledInputs,
): { readonly [part: string]: Value } {
  return recipe.recipe === "image-model" ? pooledPicture(g, recipe, inputs) : pooledText(g, recipe, inputs);
}

/** How many tokens a source has; named after it, for equal names would mean equal sizes. */
export function tokensOf(source: string): string {
  return `${source}.tokens`;
}

/** Dimensions of an encoder's raw output of this rank. */
export function encodedDims(source: string, recipe: EncoderRecipe, rank: number): readonly Dim[] {
  const { width } = recipe.file;
  if (recipe.pooling === "none") return ["batch", width, ...new Array<number>(rank - 2).fill(1)];
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

function pooledPicture(
  g: GraphBuilder,
  recipe: Extract<EncoderRecipe, { recipe: "image-model" }>,
  { encoded, presence }: PooledInputs,
): { readonly [part: string]: Value } {
  const { length, file } = recipe;
  switch (recipe.pooling) {
    case "none":
      return { value: present(g, flat(g, encoded, file.width), presence) };
    case "token0":
      return { value: present(g, first(g, encoded), presence) };
    case "mean-tokens":
      return { value: present(g, g.reduceMean(encoded, [1]), presence) };
    case "mean-grid":
      return { value: present(g, g.reduceMean(encoded, [2, 3]), presence) };
    case "features": {
      const cells =
        encoded.rank === 3 ? encoded : g.transpose(g.reshape(encoded, ["batch", file.width, -1]), [0, 2, 1]);
      const mask = g.expand(g.unsqueeze(presence, [1]), ["batch", length]);
      return { value: present(g, cells, presence), mask };
    }
  }
}

function pooledText(
  g: GraphBuilder,
  recipe: Extract<EncoderRecipe, { recipe: "text-model" }>,
  { encoded, mask, presence }: PooledInputs,
): { readonly [part: string]: Value } {
  if (mask === null) throw new Error("a text has a mask");
  const real = g.mul(g.cast(mask, "float32"), g.unsqueeze(presence, [1]));
  const onTokens = (weights: Value): Value => g.mul(encoded, g.unsqueeze(weights, [2]));
  const vector = (): Value => {
    switch (recipe.pooling) {
      case "none":
      case "features":
        return flat(g, encoded, recipe.file.width);
      case "cls":
        return first(g, encoded);
      case "last":
        return last(g, encoded, real);
      case "mean": {
        const count = g.reduceSum(real, [1], true);
        return g.div(g.reduceSum(onTokens(real), [1]), g.where(g.less(count, 1), g.constant(1), count));
      }
    }
  };
  if (recipe.pooling === "features") return { value: onTokens(real), mask: real };
  const value = recipe.normalise ? unit(g, vector()) : vector();
  return { value: present(g, value, presence) };
}

/** [batch, width], whatever axes of size 1 follow. */
function flat(g: GraphBuilder, encoded: Value, width: number): Value {
  return encoded.rank === 2 ? encoded : g.reshape(encoded, ["batch", width]);
}

function first(g: GraphBuilder, tokens: Value): Value {
  return g.gather(tokens, g.constant(0, undefined, "int64"), 1);
}

/** The last real token of each text; texts are filled up at their end. */
function last(g: GraphBuilder, tokens: Value, real: Value): Value {
  const count = g.reduceSum(real, [1], true);
  const place = g.cast(g.where(g.less(count, 1), g.constant(0), g.sub(count, 1)), "int64");
  const wide = g.expand(g.unsqueeze(place, [2]), ["batch", 1, tokens.size(-1)]);
  return g.squeeze(g.gatherElements(tokens, wide, 1), [1]);
}

function unit(g: GraphBuilder, vector: Value): Value {
  const norm = g.sqrt(g.reduceSum(g.mul(vector, vector), [1], true));
  return g.div(vector, g.where(g.less(norm, 1e-12), g.constant(1e-12), norm));
}

function present(g: GraphBuilder, value: Value, presence: Value): Value {
  const axes = Array.from({ length: value.rank - 1 }, (_, axis) => axis + 1);
  return g.mul(value, g.unsqueeze(presence, axes));
}
