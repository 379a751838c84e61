/** Clipping by global norm: all gradients are scaled by min(1, limit / ‖all of them‖) (Pascanu 2013). */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

export function clipByGlobalNorm(g: GraphBuilder, gradients: readonly Value[], limit: number): Value[] {
  const squares = gradients.map((gradient) => {
    const flat = g.reshape(gradient, [1, -1]);
    return g.reshape(g.gemm(flat, flat, null, { transB: true }), []);
  });
  const norm = g.sqrt(squares.reduce((sum, square) => g.add(sum, square)));
  const scale = g.min(g.div(limit, g.add(norm, 1e-6)), 1);
  return gradients.map((gradient) => g.mul(gradient, scale));
}
