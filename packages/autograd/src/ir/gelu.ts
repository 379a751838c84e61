/** GELU for training graphs: Φ(x) is computed once and kept, and the gradient is written with the fewest passes. */
import type { GraphBuilder } from "./builder.ts";
import type { Value } from "./value.ts";

/**
 * y = x·Φ(x), Φ(x) = ½ + ½ erf(s) with s = x/√2; HardSigmoid gives ½ + ½ e in one pass.
 * dy/dx = Φ(x) + x·e^(−x²/2)/√(2π) = Φ + (s / e^(s²))/√π; where e^(s²) overflows the quotient is 0, as it should be.
 */
export function geluKeepingDistribution(g: GraphBuilder, x: Value): Value {
  const scaled = g.mul(x, Math.SQRT1_2);
  const cumulative = g.hardSigmoid(g.erf(scaled), { alpha: 0.5, beta: 0.5 });
  return g.withGradient(
    [x],
    () => g.mul(x, cumulative),
    ({ dy }) => {
      const density = g.mul(g.div(scaled, g.exp(g.mul(scaled, scaled))), 1 / Math.sqrt(Math.PI));
      return [g.mul(dy, g.add(density, cumulative))];
    },
  );
}
