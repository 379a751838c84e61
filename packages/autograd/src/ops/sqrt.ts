/** y = √x; dy/dx = 1/(2y). */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const sqrt = defineOperator({
  type: "Sqrt",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, output }) => [g.div(g.mul(dy, 0.5), output(0))]),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [0.25, 1, 4] }], expected: [[0.5, 1, 2]] },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [0.5, 3] }] },
  ],
});
