/** y = a and b. */
import { defineOperator, inferComparison, zero } from "./operator.ts";

export const and = defineOperator({
  type: "And",
  since: 7,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: inferComparison,
  gradient: zero("truth values are not differentiable quantities"),
  float64: false,
  samples: [
    {
      name: "truth table",
      inputs: [
        { dims: [4], dtype: "bool", values: [0, 0, 1, 1] },
        { dims: [4], dtype: "bool", values: [0, 1, 0, 1] },
      ],
      expected: [[0, 0, 0, 1]],
    },
  ],
});
