/** Multi-head attention (Vaswani 2017): softmax(QKᵀ/√d + scores)V, heads side by side. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear, TRANSFORMER_INIT } from "./linear.ts";
import { rotate } from "./rotary.ts";

/** Added to scores of positions that are not heard: far below any score, and finite, so that to hear none is not NaN. */
export const UNHEARD = -1e9;

export interface AttentionOptions {
  readonly heads: number;
  /** float32 [B, L] of the attended side, 1 for real positions. */
  readonly mask?: Value | undefined;
  readonly rotary?: boolean;
}

/** x [B, L, D] → [B, L, D]. Queries, keys and values come from one product. */
export function selfAttention(g: GraphBuilder, x: Value, options: AttentionOptions): Value {
  return g.scope("attention", () => {
    const width = x.size(-1);
    const joined = linear(g, x, 3 * width, { scope: "qkv", init: TRANSFORMER_INIT });
    const [query, key, value] = splitHeads(g, joined, { parts: 3, heads: options.heads });
    if (!query || !key || !value) throw new Error("attention needs three parts");
    const turned = options.rotary ? [rotate(g, query), rotate(g, key)] : [query, key];
    const heard = attend(g, {
      query: turned[0] ?? query,
      key: turned[1] ?? key,
      value,
      scores: options.mask && paddingScores(g, options.mask),
    });
    return linear(g, heard, width, { scope: "out", init: TRANSFORMER_INIT });
  });
}

/** x [B, L, D] asks memory [B, M, D] → [B, L, D]; `mask` is [B, M]. */
export function crossAttention(
  g: GraphBuilder,
  x: Value,
  options: AttentionOptions & { readonly memory: Value },
): Value {
  return g.scope("attention", () => {
    const width = x.size(-1);
    const asked = linear(g, x, width, { scope: "query", init: TRANSFORMER_INIT });
    const [query] = splitHeads(g, asked, { parts: 1, heads: options.heads });
    const joined = linear(g, options.memory, 2 * width, { scope: "keyValue", init: TRANSFORMER_INIT });
    const [key, value] = splitHeads(g, joined, { parts: 2, heads: options.heads });
    if (!query || !key || !value) throw new Error("attention needs three parts");
    const scores = options.mask && paddingScores(g, options.mask);
    const heard = attend(g, { query, key, value, scores });
    return linear(g, heard, width, { scope: "out", init: TRANSFORMER_INIT });
  });
}

interface Attended {
  /** [B, heads, L, d] */
  readonly query: Value;
  /** [B, heads, M, d] */
  readonly key: Value;
  readonly value: Value;
  /** Added to the scores, broadcast over [B, heads, L, M]. */
  readonly scores?: Value | undefined;
}

/** → [B, L, heads · d] */
export function attend(g: GraphBuilder, { query, key, value, scores }: Attended): Value {
  const asked = g.mul(query, 1 / Math.sqrt(query.size(3)));
  const own = g.matmul(asked, g.transposeLast(key));
  const weights = g.softmax(scores === undefined ? own : g.add(own, scores));
  const heard = g.transpose(g.matmul(weights, value), [0, 2, 1, 3]);
  return g.reshape(heard, [query.dim(0), query.dim(2), value.size(1) * value.size(3)]);
}

/** [B, L] of 1 and 0 → [B, 1, 1, L] of 0 and −10⁹. */
export function paddingScores(g: GraphBuilder, mask: Value): Value {
  return g.unsqueeze(g.mul(g.sub(1, mask), UNHEARD), [1, 2]);
}

/** [B, L, parts · D] → parts × [B, heads, L, d]. */
function splitHeads(g: GraphBuilder, x: Value, { parts, heads }: { parts: number; heads: number }): Value[] {
  const size = x.size(2) / parts / heads;
  const apart = g.transpose(g.reshape(x, [x.dim(0), x.dim(1), parts * heads, size]), [0, 2, 1, 3]);
  return g.split(apart, new Array<number>(parts).fill(heads), 1);
}
