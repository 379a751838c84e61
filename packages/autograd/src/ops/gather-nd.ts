/** y = the parts of x that index vectors name: the last axis of the indices counts through the first axes of x. */
import { fixedDims } from "../ir/dims.ts";
import { indexedAxes, rowNumbers } from "./index-vectors.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";
import { sumByRow } from "./sum-by-row.ts";

export const gatherNd = defineOperator({
  type: "GatherND",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: { batch_dims: "int" },
  infer: (call) => {
    const [x, indices] = [input(call, 0), input(call, 1)];
    const axes = indexedAxes(x, indices, intAttribute(call.attributes, "batch_dims", 0));
    return [{ dtype: x.dtype, dims: [...indices.dims.slice(0, -1), ...x.dims.slice(axes)] }];
  },
  // The rows of a table that has the indexed axes laid one after another.
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const [x, indices] = [at(0), at(1)];
    const dims = fixedDims(x.dims, "The gradient of GatherND");
    const batchAxes = intAttribute(attributes, "batch_dims", 0);
    const places = dims.slice(0, indexedAxes(x.type, indices.type, batchAxes));
    const rows = rowNumbers(g, indices, { places, batchAxes });
    const width = dims.slice(places.length).reduce((product, size) => product * size, 1);
    const count = places.reduce((product, size) => product * size, 1);
    const sums = sumByRow(g, g.reshape(dy, [-1, width]), { indices: rows, count });
    return [g.reshape(sums, dims), null];
  }),
  float64: true,
  samples: [
    {
      name: "entries and the last one",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [3, 2], dtype: "int64", values: [0, 0, 1, 0, -1, -1] },
      ],
      expected: [[1, 3, 4]],
    },
    {
      name: "rows, one twice",
      inputs: [{ dims: [2, 3, 4] }, { dims: [2, 2, 2], dtype: "int64", values: [0, 1, 1, 2, 0, 1, 1, -1] }],
    },
    {
      name: "one token of each text",
      inputs: [{ dims: [3, 5, 2] }, { dims: [3, 1], dtype: "int64", values: [4, 0, 2] }],
      attributes: { batch_dims: 1 },
    },
  ],
});
