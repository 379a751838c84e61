/** Index vectors, as GatherND and ScatterND take them, counted through the axes they index. */
import type { GraphBuilder } from "../ir/builder.ts";
import { fixedDims } from "../ir/dims.ts";
import type { TensorType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

/** How many first axes of x are given by batch axes and index vectors together. */
export function indexedAxes(x: TensorType, indices: TensorType, batchAxes: number): number {
  if (indices.dtype !== "int64") throw new Error(`Indices must be int64, got ${indices.dtype}.`);
  const length = indices.dims.at(-1);
  if (typeof length !== "number" || length < 1 || batchAxes + length > x.dims.length) {
    throw new Error(`Vectors of ${length ?? "no"} indices do not fit [${x.dims.join(", ")}].`);
  }
  return batchAxes + length;
}

/** int64 [n]: the row every vector names, in a table whose rows are all `places`, one after another. */
export function rowNumbers(
  g: GraphBuilder,
  indices: Value,
  { places, batchAxes }: { places: readonly number[]; batchAxes: number },
): Value {
  const strides = places.map((_, i) => places.slice(i + 1).reduce((product, size) => product * size, 1));
  const vector = (numbers: readonly number[]): Value => g.constant(numbers, [numbers.length], "int64");
  // A negative index counts from the end of its axis.
  const wrapped = g.where(g.less(indices, 0), g.add(indices, vector(places.slice(batchAxes))), indices);
  const rows = g.reduceSum(g.mul(wrapped, vector(strides.slice(batchAxes))), [-1]);
  if (batchAxes === 0) return g.reshape(rows, [-1]);
  const dims = fixedDims(indices.dims, "The indices");
  const batches = dims.slice(0, batchAxes).reduce((product, size) => product * size, 1);
  const starts = Array.from({ length: batches }, (_, i) => i * (strides[batchAxes - 1] ?? 1));
  const own = [...dims.slice(0, batchAxes), ...dims.slice(batchAxes, -1).map(() => 1)];
  return g.reshape(g.add(rows, g.constant(starts, own, "int64")), [-1]);
}
