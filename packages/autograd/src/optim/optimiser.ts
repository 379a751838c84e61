/** Optimisers as graph fragments: from a parameter, its gradient and its state to their next values. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

export type OptimiserKind = "sgd" | "adam" | "adamw" | "rmsprop";

export interface OptimiserSettings {
  readonly kind: OptimiserKind;
  /** Decoupled for adamw (Loshchilov & Hutter 2019), added to the gradient for the others. */
  readonly weightDecay: number;
}

export interface Update {
  readonly parameter: Value;
  readonly gradient: Value;
  /** State by name, zeros at first, each of the parameter's dimensions. */
  readonly state: { readonly [name: string]: Value };
  /** Scalar: learning rate times the parameter's own scale. */
  readonly rate: Value;
  /** Scalar float32, 1 in the first step. */
  readonly step: Value;
  readonly decay: number;
}

export interface Updated {
  readonly parameter: Value;
  readonly state: { readonly [name: string]: Value };
}

interface Optimiser {
  readonly state: readonly string[];
  update(g: GraphBuilder, update: Update): Updated;
}

const MOMENTUM = 0.9;
const BETA1 = 0.9;
const BETA2 = 0.999;
const RMS_DECAY = 0.99;
const EPSILON = 1e-8;

/** v ← 0.9·v + g; w ← w − rate·(g + 0.9·v) (Nesterov momentum as Sutskever 2013 writes it). */
const sgd: Optimiser = {
  state: ["velocity"],
  update(g, { parameter, gradient, state, rate, decay }) {
    const slope = coupledDecay(g, { parameter, gradient, decay });
    const velocity = g.add(g.mul(stateOf(state, "velocity"), MOMENTUM), slope);
    const direction = g.add(slope, g.mul(velocity, MOMENTUM));
    return { parameter: g.sub(parameter, g.mul(direction, rate)), state: { velocity } };
  },
};

/** v ← 0.99·v + 0.01·g²; w ← w − rate·g/(√v + ε) (Tieleman & Hinton 2012). */
const rmsprop: Optimiser = {
  state: ["square"],
  update(g, { parameter, gradient, state, rate, decay }) {
    const slope = coupledDecay(g, { parameter, gradient, decay });
    const square = g.add(
      g.mul(stateOf(state, "square"), RMS_DECAY),
      g.mul(g.mul(slope, slope), 1 - RMS_DECAY),
    );
    const direction = g.div(slope, g.add(g.sqrt(square), EPSILON));
    return { parameter: g.sub(parameter, g.mul(direction, rate)), state: { square } };
  },
};

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − rate·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε) (Kingma & Ba 2015).
 * The corrections are scalars, so they are folded into the rate and ε: fewer passes over the weights.
 */
function adamUpdate(g: GraphBuilder, update: Update & { readonly slope: Value }): Updated {
  const { state, rate, step, slope } = update;
  const first = g.add(g.mul(stateOf(state, "first"), BETA1), g.mul(slope, 1 - BETA1));
  const second = g.add(g.mul(stateOf(state, "second"), BETA2), g.mul(g.mul(slope, slope), 1 - BETA2));
  // In float64: 1 − 0.999 has only four good digits in float32.
  const exact = g.cast(step, "float64");
  const correction1 = g.cast(g.sub(1, g.pow(BETA1, exact)), "float32");
  const correction2 = g.cast(g.sqrt(g.sub(1, g.pow(BETA2, exact))), "float32");
  const scaledRate = g.div(g.mul(rate, correction2), correction1);
  const direction = g.div(first, g.add(g.sqrt(second), g.mul(correction2, EPSILON)));
  return { parameter: g.sub(update.parameter, g.mul(direction, scaledRate)), state: { first, second } };
}

const adam: Optimiser = {
  state: ["first", "second"],
  update: (g, update) => adamUpdate(g, { ...update, slope: coupledDecay(g, update) }),
};

const adamw: Optimiser = {
  state: ["first", "second"],
  update(g, update) {
    const { parameter, rate, decay } = update;
    const decayed = decay === 0 ? parameter : g.mul(parameter, g.sub(1, g.mul(rate, decay)));
    return adamUpdate(g, { ...update, parameter: decayed, slope: update.gradient });
  },
};

const OPTIMISERS: { readonly [K in OptimiserKind]: Optimiser } = { sgd, adam, adamw, rmsprop };

export function optimiserOf(kind: OptimiserKind): Optimiser {
  return OPTIMISERS[kind];
}

function coupledDecay(
  g: GraphBuilder,
  { parameter, gradient, decay }: Pick<Update, "parameter" | "gradient" | "decay">,
): Value {
  return decay === 0 ? gradient : g.add(gradient, g.mul(parameter, decay));
}

function stateOf(state: { readonly [name: string]: Value }, name: string): Value {
  const value = state[name];
  if (value === undefined) throw new Error(`The optimiser's state ${name} is missing.`);
  return value;
}
