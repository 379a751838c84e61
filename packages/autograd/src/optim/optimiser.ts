/** What every optimiser is: a graph fragment from weights, their gradient and state to their next values. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

export type OptimiserKind = "sgd" | "adam" | "adamw" | "rmsprop";

export interface OptimiserSettings {
  readonly kind: OptimiserKind;
  /** Decoupled for adamw (Loshchilov & Hutter 2019), added to the gradient for the others. */
  readonly weightDecay: number;
  /** Decays biases, norms and embeddings too; by default only parameters that ask for it. */
  readonly decayAll?: boolean;
}

/** State by name, zeros at first, each of the weights' dimensions. */
export interface OptimiserState {
  readonly [name: string]: Value;
}

export interface Update {
  readonly weights: Value;
  readonly gradient: Value;
  readonly state: OptimiserState;
  /** Scalar: learning rate times the weights' own scale. */
  readonly rate: Value;
  /** Scalar float32, 1 in the first step. */
  readonly step: Value;
  readonly decay: number;
}

export interface Updated {
  readonly weights: Value;
  readonly state: OptimiserState;
}

export interface Optimiser {
  /** Names of its state. */
  readonly state: readonly string[];
  update(g: GraphBuilder, update: Update): Updated;
}

export function stateOf(state: OptimiserState, name: string): Value {
  const value = state[name];
  if (value === undefined) throw new Error(`The optimiser's state ${name} is missing.`);
  return value;
}

/** g + decay·w: decay as a term of the loss, ½·decay·‖w‖². */
export function decayedGradient(g: GraphBuilder, { weights, gradient, decay }: Update): Value {
  return decay === 0 ? gradient : g.add(gradient, g.mul(weights, decay));
}
