/** Gated fusion: every row learns whom to trust. Whole gates after Arevalo 2017 (GMU), per-number ones likewise. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear } from "../linear.ts";
import type { Part } from "./features.ts";

export type Gate = "whole" | "per-number";

const ABSENT = 1e9;

/** hᵢ = Wᵢfᵢ + bᵢ; y = Σ gᵢhᵢ, g = softmax over the present parts. → { fused [B, width], gates [B, m, width or 1] } */
export function fuseGated(
  g: GraphBuilder,
  parts: readonly Part[],
  options: { width: number; gate: Gate },
): { fused: Value; gates: Value } {
  const hidden = parts.map(({ value }, index) => linear(g, value, options.width, { scope: `part${index}` }));
  const all = options.gate === "whole" ? null : g.concat(hidden, 1);
  const scores = hidden.map((h, index) =>
    g.scope(`gate${index}`, () => {
      if (all !== null) return linear(g, all, options.width);
      const weight = g.param("weight", [options.width, 1], { kind: "glorot" });
      return g.matmul(g.tanh(h), weight);
    }),
  );
  const lowered = parts.map(({ presence }, index) => {
    const score = scores[index];
    if (score === undefined) throw new Error("every part has a score");
    return g.unsqueeze(g.add(score, g.mul(g.sub(g.unsqueeze(presence, [1]), 1), ABSENT)), [1]);
  });
  const gates = g.softmax(g.concat(lowered, 1), 1);
  const stacked = g.concat(
    hidden.map((h) => g.unsqueeze(h, [1])),
    1,
  );
  return { fused: g.reduceSum(g.mul(gates, stacked), [1]), gates };
}
