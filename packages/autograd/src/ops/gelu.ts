/** y = x·Φ(x) with Φ the normal distribution function (Hendrycks & Gimpel 2016), exact or by tanh. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const gelu = defineOperator({
  type: "Gelu",
  since: 20,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { approximate: "string" },
  infer: inferFloat,
  // dy/dx = Φ(x) + x·φ(x), Φ(x) = ½ + ½ erf(x/√2), φ(x) = e^(−x²/2)/√(2π). HardSigmoid gives ½ + ½ e in one pass.
  gradient: fn(({ g, dy, attributes, input }) => {
    const x = input(0);
    if (attributes.approximate === "tanh") return [g.mul(dy, slopeByTanh(g, x))];
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
    {
      name: "by tanh",
      inputs: [{ dims: [3], values: [-1, 0, 1] }],
      attributes: { approximate: "tanh" },
      expected: [[-0.15880800939, 0, 0.84119199061]],
      smooth: true,
    },
    { name: "matrix", inputs: [{ dims: [3, 4] }] },
  ],
});

/** y = ½x(1 + t) with t = tanh(√(2/π)·(x + 0.044715x³)): dy/dx = ½(1 + t) + ½x(1 − t²)·√(2/π)·(1 + 3·0.044715x²). */
function slopeByTanh(g: GraphBuilder, x: Value): Value {
  const square = g.mul(x, x);
  const scale = Math.sqrt(2 / Math.PI);
  const bent = g.tanh(g.mul(x, g.add(g.mul(square, 0.044715 * scale), scale)));
  const inner = g.add(g.mul(square, 3 * 0.044715 * scale), scale);
  const turn = g.mul(g.mul(x, g.sub(1, g.mul(bent, bent))), inner);
  return g.mul(g.add(g.add(turn, bent), 1), 0.5);
}
