/** y = ln Σ eˣ over axes. */
import { defineOperator, fn } from "./operator.ts";
import { inferReduced, keptGradient, REDUCTION_ATTRIBUTES } from "./reduction.ts";

export const reduceLogSumExp = defineOperator({
  type: "ReduceLogSumExp",
  since: 18,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  // dy/dx = eˣ/Σ eˣ = e^(x − y).
  gradient: fn((context) => {
    const { g, input } = context;
    const { dy, y } = keptGradient(context);
    return [g.mul(dy, g.exp(g.sub(input(0), y))), null];
  }),
  float64: true,
  samples: [
    {
      name: "columns",
      inputs: [
        { dims: [2, 3], values: [0, 1, 2, 0, 1, 3] },
        { dims: [1], dtype: "int64", values: [0], constant: true },
      ],
      attributes: { keepdims: 0 },
      expected: [[Math.LN2, 1.69314718056, 3.31326168752]],
    },
    { name: "all", inputs: [{ dims: [2, 3] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [{ dims: [2, 3, 4] }, { dims: [2], dtype: "int64", values: [0, -1], constant: true }],
      attributes: { keepdims: 1 },
    },
  ],
});
