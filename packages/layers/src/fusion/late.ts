/** Late fusion: every part answers alone, the answers are joined. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear } from "../linear.ts";
import { type Part, present } from "./features.ts";

export type Vote = "average" | "weighted" | "learned";

export interface LateOptions {
  readonly how: Vote;
  /** Fixed weights of `weighted`; without them they are learnt. */
  readonly weights?: readonly number[];
  /** Classes exclude each other (softmax), labels do not (σ). Default classes. */
  readonly answers?: "classes" | "labels";
}

/** Added to the score of an absent part: it has no share. */
const ABSENT = 1e9;

/**
 * Scores m × [B, C] → scores [B, C]. average: P = Σpᵢ softmax(zᵢ)/Σpᵢ; weighted: with shares softmax(u) among the
 * present parts; both answer log P (classes) or log P/(1 − P) (labels), computed without leaving the logarithm.
 * learned: W[z₁; …; z_m] + b, absent z = 0 (stacking, Wolpert 1992).
 */
export function fuseLate(g: GraphBuilder, parts: readonly Part[], options: LateOptions): Value {
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
  const shares = logShares(g, parts, options);
  const mixed = (logs: (z: Value) => Value): Value => {
    const stacked = g.concat(
      parts.map(({ value }) => g.unsqueeze(logs(value), [1])),
      1,
    );
    return logSumExp(g, g.add(stacked, shares));
  };
  if (options.answers !== "labels") return mixed((z) => g.logSoftmax(z, 1));
  // log σ(z) = −softplus(−z), log(1 − σ(z)) = −softplus(z).
  return g.sub(
    mixed((z) => g.neg(g.softplus(g.neg(z)))),
    mixed((z) => g.neg(g.softplus(z))),
  );
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

/** [B, m, 1]: the logarithm of every part's share. */
function logShares(g: GraphBuilder, parts: readonly Part[], options: LateOptions): Value {
  const presences = g.concat(
    parts.map(({ presence }) => g.unsqueeze(presence, [1])),
    1,
  );
  const lowered = g.mul(g.sub(presences, 1), ABSENT);
  return g.unsqueeze(
    g.logSoftmax(options.how === "average" ? lowered : g.add(lowered, trust(g, parts.length, options)), 1),
    [2],
  );
}

/** [m]: u, learnt from equal shares, or the logarithms of fixed weights. */
function trust(g: GraphBuilder, count: number, { weights }: LateOptions): Value {
  if (weights === undefined) return g.param("weights", [count], { kind: "zeros" }, { decay: false });
  if (weights.length !== count)
    throw new Error(`${count} parts need ${count} weights, got ${weights.length}.`);
  return g.constant(
    weights.map((weight) => Math.log(Math.max(weight, 1e-30))),
    [count],
  );
}

/** [B, m, C] → [B, C] over the parts, the largest taken out first. */
function logSumExp(g: GraphBuilder, x: Value): Value {
  const largest = g.reduceMax(x, [1], true);
  return g.add(g.squeeze(largest, [1]), g.log(g.reduceSum(g.exp(g.sub(x, largest)), [1])));
}

function sum(g: GraphBuilder, values: readonly Value[]): Value {
  return values.reduce((total, value) => g.add(total, value));
}
