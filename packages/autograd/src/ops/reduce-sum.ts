/** y = Σ x over axes. */
import { defineOperator, fn } from "./operator.ts";
import { axesOf, inferReduced, REDUCTION_ATTRIBUTES, reducedDims } from "./reduction.ts";

export const reduceSum = defineOperator({
  type: "ReduceSum",
  since: 13,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  gradient: fn(({ g, dy, inputs, input: at }) => {
    const kept = reducedDims(at(0).dims, axesOf(inputs[1]), true);
    return [g.expand(g.reshape(dy, kept), at(0).dims), null];
  }),
  float64: true,
  samples: [
    {
      name: "columns",
      inputs: [
        { dims: [2, 3], values: [1, 2, 3, 4, 5, 6] },
        { dims: [1], dtype: "int64", values: [0], constant: true },
      ],
      attributes: { keepdims: 0 },
      expected: [[5, 7, 9]],
    },
    { name: "all", inputs: [{ dims: [2, 3] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [{ dims: [2, 3, 4] }, { dims: [2], dtype: "int64", values: [0, -1], constant: true }],
      attributes: { keepdims: 1 },
    },
  ],
});
