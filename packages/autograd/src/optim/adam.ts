/** Adam and AdamW. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { decayedGradient, type Optimiser, stateOf, type Update, type Updated } from "./optimiser.ts";

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
const STATE = ["first", "second"];

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − rate·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε) (Kingma & Ba 2015).
 * The state is kept as M = m/(1 − β₁) and V = v/(1 − β₂), and everything that is one number is folded into two
 * scalars, which leaves ten passes over the weights:
 * M ← β₁M + g, V ← β₂V + g², w ← w − rate·k·(1 − β₁)/(1 − β₁ᵗ) · M/(√V + ε·k) with k = √((1 − β₂ᵗ)/(1 − β₂)).
 */
function adamUpdate(g: GraphBuilder, update: Update & { readonly slope: Value }): Updated {
  const { state, rate, step, slope } = update;
  const first = g.add(g.mul(stateOf(state, "first"), BETA1), slope);
  const second = g.add(g.mul(stateOf(state, "second"), BETA2), g.mul(slope, slope));
  const scale = g.sqrt(g.mul(oneMinusPower(g, BETA2, step), 1 / (1 - BETA2)));
  const correction = g.div(1 - BETA1, oneMinusPower(g, BETA1, step));
  const scaledRate = g.mul(rate, g.mul(scale, correction));
  const direction = g.div(first, g.add(g.sqrt(second), g.mul(scale, EPSILON)));
  return { weights: g.sub(update.weights, g.mul(direction, scaledRate)), state: { first, second } };
}

/**
 * 1 − βᵗ = tanh(h)·(1 + e⁻²ʰ) with h = −t·ln β / 2. As it stands it would lose three of seven digits in the first
 * steps, and float64 exists on few devices but the processor.
 */
function oneMinusPower(g: GraphBuilder, base: number, step: Value): Value {
  const double = -Math.log(base);
  return g.mul(g.tanh(g.mul(step, double / 2)), g.add(1, g.exp(g.mul(step, -double))));
}

export const adam: Optimiser = {
  state: STATE,
  update: (g, update) => adamUpdate(g, { ...update, slope: decayedGradient(g, update) }),
};

/** Adam with w ← w − rate·decay·w beside it (Loshchilov & Hutter 2019). */
export const adamw: Optimiser = {
  state: STATE,
  update(g, update) {
    const { weights, rate, decay } = update;
    const decayed = decay === 0 ? weights : g.mul(weights, g.sub(1, g.mul(rate, decay)));
    return adamUpdate(g, { ...update, weights: decayed, slope: update.gradient });
  },
};
