/** y = the smallest whole number ≥ x. */
import { defineOperator, inferFloat, zero } from "./operator.ts";

export const ceil = defineOperator({
  type: "Ceil",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: zero("piecewise constant"),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [-1.5, 0, 2.7] }], expected: [[-1, 0, 3]] },
    { name: "matrix", inputs: [{ dims: [3, 4] }] },
  ],
});
