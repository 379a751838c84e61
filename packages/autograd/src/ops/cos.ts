/** y = cos x; dy/dx = −sin x. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const cos = defineOperator({
  type: "Cos",
  since: 7,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, input }) => [g.neg(g.mul(dy, g.sin(input(0))))]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[0.54030230587, 1, 0.54030230587]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
