/** y = −1, 0 or 1 by the sign of x. */
import { defineOperator, inferSame, zero } from "./operator.ts";

export const sign = defineOperator({
  type: "Sign",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferSame,
  gradient: zero("piecewise constant"),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [-1.5, 0, 2] }], expected: [[-1, 0, 1]] },
    { name: "matrix", inputs: [{ dims: [3, 4] }] },
  ],
});
