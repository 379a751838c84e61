/** y = 1/(1 + e⁻ˣ); dy/dx = y(1 − y). */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const sigmoid = defineOperator({
  type: "Sigmoid",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, output }) => [g.mul(dy, g.mul(output(0), g.sub(1, output(0))))]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[0.26894142137, 0.5, 0.73105857863]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
