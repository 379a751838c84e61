/** y = (a < b). */
import { defineOperator, inferComparison, zero } from "./operator.ts";

export const less = defineOperator({
  type: "Less",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: inferComparison,
  gradient: zero("a truth value does not change with its operands"),
  float64: true,
  samples: [
    {
      name: "rows against a row",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2], values: [2, 2] },
      ],
      expected: [[1, 0, 0, 0]],
    },
  ],
});
