/** y = x where x > 0, else αx (Maas et al. 2013). */
import { defineOperator, floatAttribute, fn, inferFloat } from "./operator.ts";

export const leakyRelu = defineOperator({
  type: "LeakyRelu",
  since: 16,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { alpha: "float" },
  infer: inferFloat,
  gradient: fn(({ g, dy, attributes, input }) => [
    g.where(g.greater(input(0), 0), dy, g.mul(dy, floatAttribute(attributes, "alpha", 0.01))),
  ]),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-2, 0, 2] }],
      attributes: { alpha: 0.5 },
      expected: [[-1, 0, 2]],
    },
    { name: "below", inputs: [{ dims: [3, 4], range: [-2, -0.1] }] },
    { name: "above", inputs: [{ dims: [3, 4], range: [0.1, 2] }] },
  ],
});
