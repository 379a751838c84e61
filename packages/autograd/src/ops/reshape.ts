/** y = the elements of x in new dimensions; 0 copies a dimension (unless `allowzero`), −1 takes what is left. */
import { divideDims } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute, reshapedDims } from "./operator.ts";

export const reshape = defineOperator({
  type: "Reshape",
  since: 14,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: { allowzero: "int" },
  infer: (call) => {
    const wanted = input(call, 1).contents;
    if (!wanted) throw new Error("The new dimensions must be known while the graph is built.");
    const { dtype, dims, contents } = input(call, 0);
    const isEmpty = intAttribute(call.attributes, "allowzero", 0) === 1 && wanted.includes(0);
    const type = { dtype, dims: isEmpty ? [...wanted] : reshapedDims(dims, wanted, divideDims) };
    return [contents ? { ...type, contents } : type];
  },
  gradient: fn(({ g, dy, input: at }) => [g.reshape(dy, at(0).dims), null]),
  float64: true,
  samples: [
    {
      name: "copy and rest",
      inputs: [
        { dims: [2, 1, 2], values: [1, 2, 3, 4] },
        { dims: [2], dtype: "int64", values: [0, -1], constant: true },
      ],
      expected: [[1, 2, 3, 4]],
    },
    {
      name: "rest, with zeros meant",
      inputs: [{ dims: [2, 6] }, { dims: [2], dtype: "int64", values: [4, -1], constant: true }],
      attributes: { allowzero: 1 },
    },
    {
      name: "regroup",
      inputs: [{ dims: [2, 6] }, { dims: [3], dtype: "int64", values: [3, 2, 2], constant: true }],
    },
  ],
});
