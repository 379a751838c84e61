/** y = ln Σ x over axes. */
import { defineOperator, fn } from "./operator.ts";
import { inferReduced, keptGradient, REDUCTION_ATTRIBUTES } from "./reduction.ts";

export const reduceLogSum = defineOperator({
  type: "ReduceLogSum",
  since: 18,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  // dy/dx = 1/Σ x = e⁻ʸ.
  gradient: fn((context) => {
    const { g } = context;
    const { dy, y } = keptGradient(context);
    return [g.mul(dy, g.exp(g.neg(y))), null];
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
      expected: [[1.60943791243, 1.94591014906, 2.19722457734]],
    },
    { name: "all", inputs: [{ dims: [2, 3], range: [0.5, 2] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [
        { dims: [2, 3, 4], range: [0.5, 2] },
        { dims: [2], dtype: "int64", values: [0, -1], constant: true },
      ],
      attributes: { keepdims: 1 },
    },
  ],
});
