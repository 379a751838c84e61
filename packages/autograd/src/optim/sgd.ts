/** Stochastic gradient descent with Nesterov momentum. */
import { decayedGradient, type Optimiser, stateOf } from "./optimiser.ts";

const MOMENTUM = 0.9;

/** v ← 0.9·v + g; w ← w − rate·(g + 0.9·v) (Nesterov momentum as Sutskever 2013 writes it). */
export const sgd: Optimiser = {
  state: ["velocity"],
  update(g, update) {
    const slope = decayedGradient(g, update);
    const velocity = g.add(g.mul(stateOf(update.state, "velocity"), MOMENTUM), slope);
    const direction = g.add(slope, g.mul(velocity, MOMENTUM));
    return { weights: g.sub(update.weights, g.mul(direction, update.rate)), state: { velocity } };
  },
};
