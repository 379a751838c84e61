/** A ready encoder's vectors as the model sees them: about zero mean and unit spread. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { TunedRecipe } from "../recipe.ts";
import type { FeatureStatistics } from "./feature-statistics.ts";

interface Vectors {
  /** [B, D] */
  readonly value: Value;
  /** [B] */
  readonly presence: Value;
}

/** (x − mean) / spread, and zeros where the cell is empty. The numbers are fixed in the graph, so serving is the same. */
export function standardised(
  g: GraphBuilder,
  { value, presence }: Vectors,
  { mean, spread }: FeatureStatistics | NonNullable<TunedRecipe["statistics"]>,
): Value {
  const centred = g.mul(g.sub(value, g.constant(mean, [1, mean.length])), 1 / spread);
  return g.mul(centred, g.unsqueeze(presence, [1]));
}
