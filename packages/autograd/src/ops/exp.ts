/** y = eˣ; dy/dx = y. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const exp = defineOperator({
  type: "Exp",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, output }) => [g.mul(dy, output(0))]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[0.36787944117, 1, Math.E]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
