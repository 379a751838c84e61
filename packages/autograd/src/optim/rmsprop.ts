/** RMSProp: steps divided by a running root mean square of the gradient. */
import { decayedGradient, type Optimiser, stateOf } from "./optimiser.ts";

const DECAY = 0.99;
const EPSILON = 1e-8;

/** v ← 0.99·v + 0.01·g²; w ← w − rate·g/(√v + ε) (Tieleman & Hinton 2012). */
export const rmsprop: Optimiser = {
  state: ["square"],
  update(g, update) {
    const slope = decayedGradient(g, update);
    const squared = g.mul(g.mul(slope, slope), 1 - DECAY);
    const square = g.add(g.mul(stateOf(update.state, "square"), DECAY), squared);
    const direction = g.div(slope, g.add(g.sqrt(square), EPSILON));
    return { weights: g.sub(update.weights, g.mul(direction, update.rate)), state: { square } };
  },
};
