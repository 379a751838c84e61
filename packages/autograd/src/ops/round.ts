/** y = the nearest whole number, halves to even. */
import { defineOperator, inferFloat, zero } from "./operator.ts";

export const round = defineOperator({
  type: "Round",
  since: 11,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: zero("piecewise constant"),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [-1.5, 0.5, 2.7] }], expected: [[-2, 0, 3]] },
    { name: "matrix", inputs: [{ dims: [3, 4] }] },
  ],
});
