/** y = x broadcast to the given dimensions. */
import { broadcastDims } from "../ir/dims.ts";
import { defineOperator, fn, input } from "./operator.ts";

export const expand = defineOperator({
  type: "Expand",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const wanted = input(call, 1).contents;
    if (!wanted) throw new Error("The wanted dimensions must be known while the graph is built.");
    const { dtype, dims } = input(call, 0);
    return [{ dtype, dims: broadcastDims(dims, wanted) }];
  },
  gradient: fn(({ dy }) => [dy, null]),
  float64: true,
  samples: [
    {
      name: "column to matrix",
      inputs: [
        { dims: [2, 1], values: [1, 2] },
        { dims: [2], dtype: "int64", values: [2, 3], constant: true },
      ],
      expected: [[1, 1, 1, 2, 2, 2]],
    },
    {
      name: "more axes",
      inputs: [{ dims: [3, 1] }, { dims: [3], dtype: "int64", values: [2, 1, 4], constant: true }],
    },
  ],
});
