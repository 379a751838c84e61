/** y = x·Φ(x) with Φ the normal distribution function (Hendrycks & Gimpel 2016), exact form. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const gelu = defineOperator({
  type: "Gelu",
  since: 20,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { approximate: "string" },
  infer: inferFloat,
  // dy/dx = Φ(x) + x·φ(x), Φ(x) = ½ + ½ erf(x/√2), φ(x) = e^(−x²/2)/√(2π). HardSigmoid gives ½ + ½ e in one pass.
  gradient: fn(({ g, dy, input }) => {
    const x = input(0);
    const scaled = g.mul(x, Math.SQRT1_2);
    const cumulative = g.hardSigmoid(g.erf(scaled), { alpha: 0.5, beta: 0.5 });
    const density = g.exp(g.neg(g.mul(scaled, scaled)));
    const slope = g.add(cumulative, g.mul(g.mul(scaled, 1 / Math.sqrt(Math.PI)), density));
    return [g.mul(dy, slope)];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      expected: [[-0.15865525393, 0, 0.84134474607]],
    },
    { name: "matrix", inputs: [{ dims: [3, 4] }] },
  ],
});
