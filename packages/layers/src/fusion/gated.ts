/** Gated fusion: every row learns whom to trust. Per-number gates of two parts are the GMU of Arevalo 2017. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear } from "../linear.ts";
import type { Part } from "./features.ts";

export type Gate = "whole" | "per-number";

/** Added to the score of an absent part: its gate is 0, and a row without any part is not NaN. */
const ABSENT = 1e9;

/**
 * hᵢ = Wᵢfᵢ + bᵢ; y = Σ gᵢhᵢ; whole: g = softmax over the parts of vᵢᵀtanh(hᵢ); per-number: softmax of
 * Gᵢ[h₁; …; h_m] in every coordinate, for two parts σ(G[h₁; h₂]) and its rest.
 * → { fused [B, width], gates [B, m, width or 1] }
 */
export function fuseGated(
  g: GraphBuilder,
  parts: readonly Part[],
  options: { width: number; gate: Gate },
): { fused: Value; gates: Value } {
  const hidden = parts.map(({ value }, index) => linear(g, value, options.width, { scope: `part${index}` }));
  const scores = options.gate === "whole" ? wholeScores(g, hidden) : numberScores(g, hidden);
  const lowered = parts.map(({ presence }, index) => {
    const score = scores[index] ?? g.constant(0);
    return g.unsqueeze(g.add(score, g.mul(g.sub(g.unsqueeze(presence, [1]), 1), ABSENT)), [1]);
  });
  const gates = g.softmax(g.concat(lowered, 1), 1);
  const stacked = g.concat(
    hidden.map((h) => g.unsqueeze(h, [1])),
    1,
  );
  return { fused: g.reduceSum(g.mul(gates, stacked), [1]), gates };
}

/** m × [B, 1] */
function wholeScores(g: GraphBuilder, hidden: readonly Value[]): Value[] {
  return hidden.map((h, index) =>
    g.scope(`gate${index}`, () => {
      const weight = g.param("weight", [h.size(1), 1], { kind: "glorot" });
      return g.matmul(g.tanh(h), weight);
    }),
  );
}

/** m × [B, width]. With two parts σ(s) = softmax(s, 0), so that one product is enough. */
function numberScores(g: GraphBuilder, hidden: readonly Value[]): Value[] {
  const joined = g.concat(hidden, 1);
  const score = (h: Value, index: number): Value => linear(g, joined, h.size(1), { scope: `gate${index}` });
  const [first, second] = hidden;
  if (hidden.length !== 2 || !first || !second) return hidden.map(score);
  const ahead = score(first, 0);
  return [ahead, g.zeros(ahead.dims)];
}
