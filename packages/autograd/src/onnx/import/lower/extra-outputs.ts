/** Operators that give more in training graphs, for their gradients to reuse: places of maxima, mean and deviation. */
import type { Lowering } from "./lowering.ts";
import { registered } from "./registered.ts";

const withOutputs =
  (outputs: number): Lowering =>
  (use) =>
    registered(use, { outputs: use.g.training ? outputs : 1 }).slice(0, 1);

export const EXTRA_OUTPUTS: { readonly [type: string]: Lowering } = {
  MaxPool: withOutputs(2),
  LayerNormalization: withOutputs(3),
};
