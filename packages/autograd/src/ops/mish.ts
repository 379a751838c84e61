/** y = x · tanh(ln(1 + eˣ)) (Misra 2019). */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const mish = defineOperator({
  type: "Mish",
  since: 18,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  // With t = tanh(softplus(x)): dy/dx = t + x·(1 − t²)·σ(x).
  gradient: fn(({ g, dy, input }) => {
    const x = input(0);
    const gate = g.tanh(g.softplus(x));
    const bend = g.mul(g.sub(1, g.mul(gate, gate)), g.sigmoid(x));
    return [g.mul(dy, g.add(gate, g.mul(x, bend)))];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[-0.30340146137, 0, 0.86509838827]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  ],
});
