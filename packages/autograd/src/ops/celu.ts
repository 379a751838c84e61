/** y = max(0, x) + min(0, α(e^(x/α) − 1)) (Barron 2017). */
import { defineOperator, floatAttribute, fn, inferFloat } from "./operator.ts";

export const celu = defineOperator({
  type: "Celu",
  since: 12,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { alpha: "float" },
  infer: inferFloat,
  // Below zero the slope is e^(x/α) = y/α + 1.
  gradient: fn(({ g, dy, attributes, input, output }) => {
    const below = g.add(g.mul(output(0), 1 / floatAttribute(attributes, "alpha", 1)), 1);
    return [g.where(g.greater(input(0), 0), dy, g.mul(dy, below))];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-2, 0, 2] }],
      attributes: { alpha: 2 },
      expected: [[-1.26424111766, 0, 2]],
    },
    { name: "below", inputs: [{ dims: [3, 4], range: [-2, -0.1] }], attributes: { alpha: 0.5 } },
  ],
});
