/** y = x. */
import { defineOperator, fn, inferSame } from "./operator.ts";

export const identity = defineOperator({
  type: "Identity",
  since: 16,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferSame,
  gradient: fn(({ dy }) => [dy]),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [-1, 0, 2] }], expected: [[-1, 0, 2]] },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
