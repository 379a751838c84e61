/** y = erf x = 2/√π ∫₀ˣ e^(−t²) dt; dy/dx = 2/√π e^(−x²). */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const erf = defineOperator({
  type: "Erf",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, input }) => [
    g.mul(dy, g.mul(g.exp(g.neg(g.mul(input(0), input(0)))), 2 / Math.sqrt(Math.PI))),
  ]),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 0.5] }],
      expected: [[-0.84270079295, 0, 0.52049987781]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
