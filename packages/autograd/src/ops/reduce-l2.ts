/** y = √Σ x² over axes. */
import { defineOperator, fn } from "./operator.ts";
import { inferReduced, keptGradient, REDUCTION_ATTRIBUTES } from "./reduction.ts";

export const reduceL2 = defineOperator({
  type: "ReduceL2",
  since: 18,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  gradient: fn((context) => {
    const { g, input } = context;
    const { dy, y } = keptGradient(context);
    return [g.mul(input(0), g.div(dy, y)), null];
  }),
  float64: true,
  samples: [
    {
      name: "columns",
      inputs: [
        { dims: [2, 3], values: [3, 5, 0, 4, 12, 1] },
        { dims: [1], dtype: "int64", values: [0], constant: true },
      ],
      attributes: { keepdims: 0 },
      expected: [[5, 13, 1]],
    },
    { name: "all", inputs: [{ dims: [2, 3] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [{ dims: [2, 3, 4] }, { dims: [2], dtype: "int64", values: [0, -1], constant: true }],
      attributes: { keepdims: 1 },
    },
  ],
});
