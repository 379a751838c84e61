/** y = x where x > 0, else α(eˣ − 1) (Clevert et al. 2016). */
import { defineOperator, floatAttribute, fn, inferFloat } from "./operator.ts";

export const elu = defineOperator({
  type: "Elu",
  since: 6,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { alpha: "float" },
  infer: inferFloat,
  // Below zero the slope is αeˣ = y + α.
  gradient: fn(({ g, dy, attributes, input, output }) => {
    const below = g.add(output(0), floatAttribute(attributes, "alpha", 1));
    return [g.where(g.greater(input(0), 0), dy, g.mul(dy, below))];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 2] }],
      attributes: { alpha: 2 },
      expected: [[-1.26424111766, 0, 2]],
    },
    { name: "below", inputs: [{ dims: [3, 4], range: [-2, -0.1] }], attributes: { alpha: 0.5 } },
  ],
});
