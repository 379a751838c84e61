/** y = ln(1 + eˣ); dy/dx = 1/(1 + e⁻ˣ). */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const softplus = defineOperator({
  type: "Softplus",
  since: 1,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, input }) => [g.mul(dy, g.sigmoid(input(0)))]),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[0.31326168752, Math.LN2, 1.31326168752]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
