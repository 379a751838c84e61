/** Pre-norm transformer blocks (Vaswani 2017; normalisation before each part as in GPT-2). */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { selfAttention } from "./attention.ts";
import { dropout } from "./dropout.ts";
import { linear, TRANSFORMER_INIT } from "./linear.ts";
import { layerNorm } from "./normalise.ts";
import { stochasticDepth } from "./stochastic-depth.ts";

export interface TransformerOptions {
  readonly heads: number;
  readonly layers: number;
  /** Inner width of the MLP, as a multiple. */
  readonly mlpRatio: number;
  readonly dropout?: number;
  /** Share of rows for which the last block adds nothing while learning; less in earlier ones. */
  readonly stochasticDepth?: number;
  readonly mask?: Value | undefined;
  readonly rotary?: boolean;
}

/** x [.., D] → [.., D] through an inner layer with GELU. */
export function mlp(g: GraphBuilder, x: Value, inner: number): Value {
  return g.scope("mlp", () => {
    const up = g.gelu(linear(g, x, inner, { scope: "up", init: TRANSFORMER_INIT }));
    return linear(g, up, x.size(-1), { scope: "down", init: TRANSFORMER_INIT });
  });
}

/** x [B, L, D] → [B, L, D]; ends with a normalisation. */
export function transformer(g: GraphBuilder, x: Value, options: TransformerOptions): Value {
  const { layers, dropout: share = 0, stochasticDepth: depth = 0, mlpRatio, ...attention } = options;
  const added = (branch: Value, block: number): Value =>
    stochasticDepth(g, dropout(g, branch, share), { share: depth, block, blocks: layers });
  let y = x;
  for (let index = 0; index < layers; index++) {
    y = g.scope(`block${index}`, () => {
      const heard = selfAttention(g, layerNorm(g, y, "attentionNorm"), attention);
      const middle = g.add(y, added(heard, index));
      const thought = mlp(g, layerNorm(g, middle, "mlpNorm"), Math.round(mlpRatio * x.size(-1)));
      return g.add(middle, added(thought, index));
    });
  }
  return layerNorm(g, y, "norm");
}
