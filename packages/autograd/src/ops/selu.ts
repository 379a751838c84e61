/** y = γ·x where x > 0, else γα(eˣ − 1) (Klambauer et al. 2017). */
import { defineOperator, floatAttribute, fn, inferFloat } from "./operator.ts";

/** The constants of the paper, rounded to float32 as the specification does. */
const ALPHA = 1.6732631921768188;
const GAMMA = 1.0507010221481323;

export const selu = defineOperator({
  type: "Selu",
  since: 6,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { alpha: "float", gamma: "float" },
  infer: inferFloat,
  // Below zero the slope is γαeˣ = y + γα.
  gradient: fn(({ g, dy, attributes, input, output }) => {
    const gamma = floatAttribute(attributes, "gamma", GAMMA);
    const below = g.add(output(0), gamma * floatAttribute(attributes, "alpha", ALPHA));
    return [g.mul(dy, g.where(g.greater(input(0), 0), gamma, below))];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 2] }],
      expected: [[-1.11133072, 0, 2.10140204]],
    },
    { name: "below", inputs: [{ dims: [3, 4], range: [-2, -0.1] }] },
  ],
});
