/** y = a or b. */
import { defineOperator, inferComparison, zero } from "./operator.ts";

export const or = defineOperator({
  type: "Or",
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
      expected: [[0, 1, 1, 1]],
    },
  ],
});
