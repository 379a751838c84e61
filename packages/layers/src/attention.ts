/** Multi-head attention (Vaswani 2017): softmax(QKᵀ/√d + mask)V, heads side by side. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear, TRANSFORMER_INIT } from "./linear.ts";
import { rotate } from "./rotary.ts";

/** Added to scores of masked positions: far below any score, and finite, so that a fully masked row is not NaN. */
const MASKED = 1e9;

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
      heads: options.heads,
      mask: options.mask,
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
    const heard = attend(g, { query, key, value, heads: options.heads, mask: options.mask });
    return linear(g, heard, width, { scope: "out", init: TRANSFORMER_INIT });
  });
}

interface Attended {
  /** [B · heads, L, d] */
  readonly query: Value;
  /** [B · heads, M, d] */
  readonly key: Value;
  readonly value: Value;
  readonly heads: number;
  /** [B, M] */
  readonly mask?: Value | undefined;
}

/** → [B, L, heads · d] */
export function attend(g: GraphBuilder, { query, key, value, heads, mask }: Attended): Value {
  const [length, size, remembered] = [query.size(1), query.size(2), key.size(1)];
  const scores = g.matmul(g.mul(query, 1 / Math.sqrt(size)), g.transposeLast(key));
  const apart = g.reshape(scores, [-1, heads, length, remembered]);
  const masked = mask === undefined ? scores : g.reshape(g.add(apart, maskBias(g, mask)), scores.dims);
  const heard = g.reshape(g.matmul(g.softmax(masked), value), [-1, heads, length, value.size(2)]);
  return g.reshape(g.transpose(heard, [0, 2, 1, 3]), [-1, length, heads * value.size(2)]);
}

/** [B, L] of 1 and 0 → [B, 1, 1, L] of 0 and −10⁹. */
function maskBias(g: GraphBuilder, mask: Value): Value {
  const bias = g.mul(g.sub(mask, 1), MASKED);
  return g.unsqueeze(bias, [1, 2]);
}

/** [B, L, parts · D] → parts × [B · heads, L, d]. */
function splitHeads(g: GraphBuilder, x: Value, { parts, heads }: { parts: number; heads: number }): Value[] {
  const [batch = 1, length, joined] = [x.dim(0), x.size(1), x.size(2)];
  const size = joined / parts / heads;
  const apart = g.transpose(g.reshape(x, [batch, length, parts * heads, size]), [0, 2, 1, 3]);
  return g
    .split(apart, new Array<number>(parts).fill(heads), 1)
    .map((part) => g.reshape(part, [-1, length, size]));
}
