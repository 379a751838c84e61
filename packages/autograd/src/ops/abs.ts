/** y = |x|; dy/dx = sign x. */
import { defineOperator, fn, inferSame } from "./operator.ts";

export const abs = defineOperator({
  type: "Abs",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferSame,
  gradient: fn(({ g, dy, input }) => [g.mul(dy, g.sign(input(0)))]),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [-1, 0, 2] }], expected: [[1, 0, 2]] },
    { name: "both signs", inputs: [{ dims: [4], values: [-1.5, -0.2, 0.3, 2] }], smooth: true },
  ],
});
