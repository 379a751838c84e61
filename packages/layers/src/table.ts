/** Table encoder: numbers, missing flags and category embeddings through a small MLP. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { dropout } from "./dropout.ts";
import { categoryWidth, embedding } from "./embedding.ts";
import { linear } from "./linear.ts";

export interface TableInputs {
  /** [B, n] scaled, missing ones 0. */
  readonly numbers: Value | null;
  /** [B, n] 1 where missing. */
  readonly missing: Value | null;
  /** int64 [B, m]. */
  readonly categories: Value | null;
  /** Names each category may take, "other" included. */
  readonly cardinalities: readonly number[];
}

/** → [B, width] */
export function tableMlp(
  g: GraphBuilder,
  inputs: TableInputs,
  options: { width: number; layers: number; dropout: number },
): Value {
  const parts = [inputs.numbers, inputs.missing].filter((part) => part !== null);
  const { categories } = inputs;
  if (categories !== null) {
    inputs.cardinalities.forEach((count, index) => {
      const ids = g.squeeze(g.slice(categories, { axis: 1, start: index, end: index + 1 }), [1]);
      parts.push(embedding(g, ids, { name: `category${index}`, count, width: categoryWidth(count) }));
    });
  }
  let x = g.concat(parts, 1);
  for (let index = 0; index < options.layers; index++) {
    x = dropout(g, g.gelu(linear(g, x, options.width, { scope: `layer${index}` })), options.dropout);
  }
  return x;
}
