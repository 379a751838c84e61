/** Operators that give more in training graphs, for their gradients to reuse: places of maxima, mean and deviation. */
import type { Lowering } from "./lowering.ts";
import { registered } from "./registered.ts";

const maxPool: Lowering = (use) =>
  registered(use, { outputs: use.g.training && use.g.poolPlaces ? 2 : 1 }).slice(0, 1);

const layerNormalization: Lowering = (use) =>
  registered(use, { outputs: use.g.training ? 3 : 1 }).slice(0, 1);

export const EXTRA_OUTPUTS: { readonly [type: string]: Lowering } = {
  MaxPool: maxPool,
  LayerNormalization: layerNormalization,
};
