/** y = max(x, 0); dy/dx = 1 where x > 0, else 0. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const relu = defineOperator({
  type: "Relu",
  since: 14,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy, output }) => [g.mul(dy, g.cast(g.greater(output(0), 0), dy.dtype))]),
  float64: true,
  samples: [
    { name: "literal", inputs: [{ dims: [3], values: [-1, 0, 2] }], expected: [[0, 0, 2]] },
    { name: "both signs", inputs: [{ dims: [4], values: [-1.5, -0.2, 0.3, 2] }], smooth: true },
  ],
});
