/** y = sin x; dy/dx = cos x. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const sin = defineOperator({
  type: "Sin",
  since: 7,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, input }) => [g.mul(dy, g.cos(input(0)))]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[-0.8414709848, 0, 0.8414709848]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
