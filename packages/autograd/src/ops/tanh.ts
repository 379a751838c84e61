/** y = tanh x; dy/dx = 1 − y². */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const tanh = defineOperator({
  type: "Tanh",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, output }) => [g.mul(dy, g.sub(1, g.mul(output(0), output(0))))]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[-0.76159415596, 0, 0.76159415596]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
