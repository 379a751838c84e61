/** Clipping by global norm: all gradients are scaled by min(1, limit / ‖all of them‖) (Pascanu 2013). */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

/** ‖all gradients‖², a scalar. */
export function squaredNorm(g: GraphBuilder, gradients: readonly Value[]): Value {
  const squares = gradients.map((gradient) => {
    const flat = g.reshape(gradient, [1, -1]);
    return g.reshape(g.gemm(flat, flat, null, { transB: true }), []);
  });
  return squares.reduce((sum, square) => g.add(sum, square));
}

/** What every gradient is multiplied by. */
export function clipScale(g: GraphBuilder, square: Value, limit: number): Value {
  return g.min(g.div(limit, g.add(g.sqrt(square), 1e-6)), 1);
}
