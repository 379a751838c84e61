/** Sums a gradient back to the dimensions of the value it belongs to: the one place where broadcasting is undone. */
import type { GraphBuilder } from "../ir/builder.ts";
import { sameDims } from "../ir/dims.ts";
import type { Dims } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

export function unbroadcast(g: GraphBuilder, gradient: Value, dims: Dims): Value {
  if (sameDims(gradient.dims, dims)) return gradient;
  const extra = gradient.rank - dims.length;
  // A rule may also return less than its input needs (a mean's gradient before it is spread).
  if (extra < 0 || !dims.every((dim, axis) => dim === 1 || gradient.dims[axis + extra] === dim)) {
    return g.expand(gradient, dims);
  }
  const leading = Array.from({ length: extra }, (_, axis) => axis);
  const stretched = dims.flatMap((dim, axis) =>
    dim === 1 && gradient.dims[axis + extra] !== 1 ? [axis + extra] : [],
  );
  const axes = [...leading, ...stretched];
  const summed = axes.length === 0 ? gradient : g.reduceSum(gradient, axes, true);
  return sameDims(summed.dims, dims) ? summed : g.reshape(summed, dims);
}
