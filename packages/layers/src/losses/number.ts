/** Losses for numbers in standardised units: squared, absolute, Huber (1964). */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { type Loss, weightedMean } from "./reduce.ts";

export type NumberLossKind = "huber" | "squared" | "absolute";

export interface NumberLossOptions {
  readonly how: NumberLossKind;
  /** Where Huber turns from square to straight. */
  readonly delta: number;
  readonly rowWeight: Value;
}

/** answer and target [B, T]; several targets are averaged. */
export function numberLoss(
  g: GraphBuilder,
  { answer, target }: { answer: Value; target: Value },
  options: NumberLossOptions,
): Loss {
  const error = g.sub(answer, target);
  return weightedMean(g, g.reduceMean(pointLoss(g, error, options), [1]), options.rowWeight);
}

function pointLoss(g: GraphBuilder, error: Value, { how, delta }: NumberLossOptions): Value {
  switch (how) {
    case "squared":
      return g.mul(error, error);
    case "absolute":
      return g.abs(error);
    case "huber": {
      // ½c² + δ(|e| − c) with c = min(|e|, δ) is both branches at once.
      const size = g.abs(error);
      const core = g.min(size, delta);
      return g.add(g.mul(g.mul(core, core), 0.5), g.mul(g.sub(size, core), delta));
    }
  }
}
