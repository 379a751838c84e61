/** y = ln x; dy/dx = 1/x. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const log = defineOperator({
  type: "Log",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, input }) => [g.div(dy, input(0))]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [0.5, 1, 2] }],
      expected: [[-Math.LN2, 0, Math.LN2]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [0.5, 3] }] },
  ],
});
