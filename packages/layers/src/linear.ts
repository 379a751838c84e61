/** y = xW + b over the last axis. */
import type { GraphBuilder, Init, Value } from "@fuseline/autograd";

export interface LinearOptions {
  /** Name of the scope its weights live in; absent means the current one. */
  readonly scope?: string;
  readonly init?: Init;
}

/**
 * x [.., D] → [.., width]. Glorot weights, zero bias. Weights are stored [width, D]: their gradient is then dyᵀ·x, the
 * order in which ONNX Runtime's product is fastest, dy being still in the processor's cache.
 */
export function linear(g: GraphBuilder, x: Value, width: number, options: LinearOptions = {}): Value {
  const build = (): Value => {
    const size = x.size(-1);
    const weight = g.param("weight", [width, size], options.init ?? { kind: "glorot" });
    const bias = g.param("bias", [width], { kind: "zeros" });
    const product = (rows: Value): Value => g.gemm(rows, weight, bias, { transB: true });
    if (x.rank === 2) return product(x);
    const rows = product(g.reshape(x, [-1, size]));
    return g.reshape(rows, [...x.dims.slice(0, -1), width]);
  };
  return options.scope === undefined ? build() : g.scope(options.scope, build);
}

/** How transformers draw their weights (Devlin 2019). */
export const TRANSFORMER_INIT: Init = { kind: "truncatedNormal", std: 0.02 };
