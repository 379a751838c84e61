/** y = whether x is infinite, of the signs that are asked for. */
import { defineOperator, inferFloat, zero } from "./operator.ts";

export const isInf = defineOperator({
  type: "IsInf",
  since: 20,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { detect_negative: "int", detect_positive: "int" },
  infer: (call) => inferFloat(call).map(({ dims }) => ({ dtype: "bool", dims })),
  gradient: zero("a truth value does not change with its operand"),
  float64: true,
  samples: [
    {
      name: "above only",
      inputs: [{ dims: [3], values: [Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY] }],
      attributes: { detect_negative: 0 },
      expected: [[0, 0, 1]],
    },
  ],
});
