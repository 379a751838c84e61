/** y = whether exactly one of a and b is true. */
import { defineOperator, inferComparison, zero } from "./operator.ts";

export const xor = defineOperator({
  type: "Xor",
  since: 7,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: inferComparison,
  gradient: zero("truth values are not differentiable quantities"),
  float64: true,
  samples: [
    {
      name: "table",
      inputs: [
        { dims: [4], dtype: "bool", values: [0, 0, 1, 1] },
        { dims: [4], dtype: "bool", values: [0, 1, 0, 1] },
      ],
      expected: [[0, 1, 1, 0]],
    },
  ],
});
