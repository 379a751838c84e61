/** Late fusion: every part answers alone, the answers are joined. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear } from "../linear.ts";
import { type Part, present } from "./features.ts";

export type Vote = "average" | "weighted" | "learned";

/**
 * Scores m × [B, C] → log-probabilities (scores when learned) [B, C]. average: Σpᵢ softmax(zᵢ)/Σpᵢ; weighted: shares
 * softmax(u), u learned or fixed; learned: W[z₁; …; z_m] + b (stacking, Wolpert 1992).
 */
export function fuseLate(
  g: GraphBuilder,
  parts: readonly Part[],
  options: { how: Vote; weights?: readonly number[] },
): Value {
  if (options.how === "learned") {
    const width = parts[0]?.value.size(-1) ?? 1;
    return linear(
      g,
      g.concat(
        parts.map((part) => present(g, part)),
        1,
      ),
      width,
    );
  }
  const shares = sharesOf(g, parts.length, options);
  const weights = parts.map(({ presence }, index) =>
    g.unsqueeze(weightOf(g, { presence, shares, index }), [1]),
  );
  const votes = parts.map(({ value }, index) => g.mul(g.softmax(value), weights[index] ?? 0));
  return g.log(g.max(g.div(sum(g, votes), g.max(sum(g, weights), 1e-9)), 1e-9));
}

/** Numbers m × [B, T] → their mean over the present parts. */
export function averageNumbers(g: GraphBuilder, parts: readonly Part[]): Value {
  const count = sum(
    g,
    parts.map(({ presence }) => g.unsqueeze(presence, [1])),
  );
  return g.div(
    sum(
      g,
      parts.map((part) => present(g, part)),
    ),
    g.max(count, 1),
  );
}

function sharesOf(
  g: GraphBuilder,
  count: number,
  options: { how: Vote; weights?: readonly number[] },
): Value | null {
  if (options.how === "average") return null;
  if (options.weights !== undefined && options.weights.length === count)
    return g.constant(options.weights, [count]);
  return g.softmax(g.param("weights", [count], { kind: "zeros" }, { decay: false }));
}

function weightOf(
  g: GraphBuilder,
  { presence, shares, index }: { presence: Value; shares: Value | null; index: number },
): Value {
  return shares === null
    ? presence
    : g.mul(presence, g.slice(shares, { axis: 0, start: index, end: index + 1 }));
}

function sum(g: GraphBuilder, values: readonly Value[]): Value {
  return values.reduce((total, value) => g.add(total, value));
}
