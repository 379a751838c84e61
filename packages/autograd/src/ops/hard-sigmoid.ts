/** y = αx + β kept between 0 and 1. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const hardSigmoid = defineOperator({
  type: "HardSigmoid",
  since: 6,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { alpha: "float", beta: "float" },
  infer: inferFloat,
  gradient: fn(({ g, dy, attributes, output }) => {
    const y = output(0);
    const alpha = typeof attributes.alpha === "number" ? attributes.alpha : 0.2;
    const inside = g.and(g.greater(y, 0), g.less(y, 1));
    return [g.mul(dy, g.mul(g.cast(inside, dy.dtype), alpha))];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [4], values: [-3, -0.5, 0.5, 3] }],
      attributes: { alpha: 0.5, beta: 0.5 },
      expected: [[0, 0.25, 0.75, 1]],
    },
    { name: "inside", inputs: [{ dims: [2, 3], range: [-0.8, 0.8] }], attributes: { alpha: 0.5, beta: 0.5 } },
  ],
});
