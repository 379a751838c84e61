/** y = eˣ / Σ eˣ along an axis. */
import { defineOperator, fn, inferFloat, intAttribute } from "./operator.ts";

export const softmax = defineOperator({
  type: "Softmax",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: inferFloat,
  // dx = y ∘ (dy − Σ dy ∘ y)
  gradient: fn(({ g, dy, attributes, output }) => {
    const y = output(0);
    const sum = g.reduceSum(g.mul(dy, y), [intAttribute(attributes, "axis", -1)], true);
    return [g.mul(g.sub(dy, sum), y)];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [1, 2], values: [0, 1] }],
      attributes: { axis: -1 },
      expected: [[0.26894142137, 0.73105857863]],
    },
    { name: "middle axis", inputs: [{ dims: [2, 3, 4] }], attributes: { axis: 1 } },
  ],
});
