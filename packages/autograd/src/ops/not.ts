/** y = not x. */
import { defineOperator, inferSame, zero } from "./operator.ts";

export const not = defineOperator({
  type: "Not",
  since: 1,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferSame,
  gradient: zero("truth values are not differentiable quantities"),
  float64: false,
  samples: [{ name: "both", inputs: [{ dims: [2], dtype: "bool", values: [0, 1] }], expected: [[1, 0]] }],
});
