/** Intermediate fusion: each token of the first part looks into the others (Vaswani 2017; gates as Flamingo, 2022). */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { crossAttention } from "../attention.ts";
import { dropout } from "../dropout.ts";
import { linear } from "../linear.ts";
import { layerNorm } from "../normalise.ts";
import { mlp } from "../transformer.ts";

export interface Memory {
  /** [B, L, D] */
  readonly value: Value;
  /** [B, L] */
  readonly mask: Value;
}

export interface CrossAttentionOptions {
  readonly heads: number;
  readonly layers: number;
  readonly mlpRatio: number;
  readonly dropout: number;
  /** Starts as if it were not there: tanh gates that begin at 0. */
  readonly gate: boolean;
}

/** queries [B, L, D] and memories of any width → [B, L, D]. A row whose memories are all masked hears nothing. */
export function fuseCrossAttention(
  g: GraphBuilder,
  { queries, memories }: { queries: Value; memories: readonly Memory[] },
  options: CrossAttentionOptions,
): Value {
  const width = queries.size(-1);
  const projected = memories.map(({ value }, index) =>
    g.scope(`memory${index}`, () => {
      const part = g.param("part", [1, 1, width], { kind: "truncatedNormal", std: 0.02 }, { decay: false });
      return g.add(linear(g, value, width), part);
    }),
  );
  const memory = g.concat(projected, 1);
  const mask = g.concat(
    memories.map((part) => part.mask),
    1,
  );
  const some = g.unsqueeze(g.reduceMax(mask, [1], true), [2]);
  const gated = (name: string, x: Value): Value =>
    options.gate ? g.mul(x, g.tanh(g.param(name, [], { kind: "zeros" }, { decay: false }))) : x;
  let x = queries;
  for (let index = 0; index < options.layers; index++) {
    x = g.scope(`layer${index}`, () => {
      const heard = crossAttention(g, layerNorm(g, x, "queryNorm"), {
        memory: layerNorm(g, memory, "memoryNorm"),
        mask,
        heads: options.heads,
      });
      const middle = g.add(x, g.mul(gated("attentionGate", dropout(g, heard, options.dropout)), some));
      const thought = mlp(g, layerNorm(g, middle, "mlpNorm"), Math.round(options.mlpRatio * width));
      return g.add(middle, gated("mlpGate", dropout(g, thought, options.dropout)));
    });
  }
  return x;
}
