/** The optimisers by name. */
import { adam, adamw } from "./adam.ts";
import type { Optimiser, OptimiserKind } from "./optimiser.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

const OPTIMISERS: { readonly [K in OptimiserKind]: Optimiser } = { sgd, adam, adamw, rmsprop };

export function optimiserOf(kind: OptimiserKind): Optimiser {
  return OPTIMISERS[kind];
}
