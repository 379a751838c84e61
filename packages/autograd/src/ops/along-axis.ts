/** The gradient of an operator that is linear along one axis: y = W·x there, so dx = Wᵀ·dy. */
import type { GraphBuilder } from "../ir/builder.ts";
import { fixedDims } from "../ir/dims.ts";
import type { Value } from "../ir/value.ts";

/** weights [after, before] of the axis at `place`. */
export function alongAxis(
  g: GraphBuilder,
  gradient: Value,
  { weights, place }: { weights: Value; place: number },
): Value {
  if (place === gradient.rank - 1) return g.matmul(gradient, weights);
  const dims = fixedDims(gradient.dims, "A gradient along an axis");
  const after = dims.slice(place + 1).reduce((product, size) => product * size, 1);
  const rows = g.reshape(gradient, [-1, dims[place] ?? 1, after]);
  return g.reshape(g.matmul(g.transposeLast(weights), rows), dims.with(place, weights.size(1)));
}
