/** y = Σ |x| over axes. */
import { defineOperator, fn } from "./operator.ts";
import { inferReduced, keptGradient, REDUCTION_ATTRIBUTES } from "./reduction.ts";

export const reduceL1 = defineOperator({
  type: "ReduceL1",
  since: 18,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  gradient: fn((context) => {
    const { g, input } = context;
    return [g.mul(keptGradient(context).dy, g.sign(input(0))), null];
  }),
  float64: true,
  samples: [
    {
      name: "columns",
      inputs: [
        { dims: [2, 3], values: [1, -2, 3, -4, 5, 6] },
        { dims: [1], dtype: "int64", values: [0], constant: true },
      ],
      attributes: { keepdims: 0 },
      expected: [[5, 7, 9]],
    },
    { name: "all", inputs: [{ dims: [2, 3], range: [0.1, 1] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [
        { dims: [2, 3, 4], range: [0.1, 1] },
        { dims: [2], dtype: "int64", values: [0, -1], constant: true },
      ],
      attributes: { keepdims: 1 },
    },
  ],
});
