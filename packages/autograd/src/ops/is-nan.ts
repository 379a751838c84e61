/** y = whether x is no number. */
import { defineOperator, inferFloat, zero } from "./operator.ts";

export const isNan = defineOperator({
  type: "IsNaN",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => inferFloat(call).map(({ dims }) => ({ dtype: "bool", dims })),
  gradient: zero("a truth value does not change with its operand"),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [1, Number.NaN, Number.POSITIVE_INFINITY] }],
      expected: [[0, 1, 0]],
    },
  ],
});
