/** y = x / (1 + |x|); dy/dx = 1/(1 + |x|)². */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const softsign = defineOperator({
  type: "Softsign",
  since: 1,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, input }) => {
    const width = g.add(g.abs(input(0)), 1);
    return [g.div(dy, g.mul(width, width))];
  }),
  float64: false,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [-1, 0, 3] }], expected: [[-0.5, 0, 0.75]] },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [0.1, 2] }] },
  ],
});
