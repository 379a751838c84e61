/** Normalisations over the last axis. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

/** γ(x − μ)/√(σ² + 10⁻⁵) + β (Ba 2016). */
export function layerNorm(g: GraphBuilder, x: Value, scope: string): Value {
  return g.scope(scope, () => {
    const size = x.size(-1);
    const scale = g.param("scale", [size], { kind: "ones" }, { decay: false });
    return g.layerNorm(x, scale, g.param("bias", [size], { kind: "zeros" }));
  });
}

/** γx/√(mean x² + 10⁻⁶) (Zhang & Sennrich 2019). */
export function rmsNorm(g: GraphBuilder, x: Value, scope: string): Value {
  return g.scope(scope, () => {
    const scale = g.param("scale", [x.size(-1)], { kind: "ones" }, { decay: false });
    const square = g.reduceMean(g.mul(x, x), [x.rank - 1], true);
    return g.mul(g.div(x, g.sqrt(g.add(square, 1e-6))), scale);
  });
}

/** x / max(‖x‖, 10⁻¹²), with ‖x‖ smoothed so that the gradient exists at 0. */
export function l2Normalise(g: GraphBuilder, x: Value): Value {
  const square = g.reduceSum(g.mul(x, x), [x.rank - 1], true);
  return g.div(x, g.sqrt(g.max(square, 1e-24)));
}
