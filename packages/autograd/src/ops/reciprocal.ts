/** y = 1/x; dy/dx = −y². */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const reciprocal = defineOperator({
  type: "Reciprocal",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, output }) => [g.neg(g.mul(dy, g.mul(output(0), output(0))))]),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [0.5, 1, -4] }], expected: [[2, 1, -0.25]] },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [0.5, 3] }] },
  ],
});
