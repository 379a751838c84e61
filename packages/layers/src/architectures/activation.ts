/** Activation functions under the names that `hidden_act` has in config.json. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { ModelConfig } from "./model-config.ts";

export type ActivationFunction = (g: GraphBuilder, x: Value) => Value;

/** √(2/π) */
const TANH_SCALE = Math.sqrt(2 / Math.PI);

const FUNCTIONS: { readonly [name: string]: ActivationFunction } = {
  gelu: (g, x) => g.gelu(x),
  gelu_new: geluByTanh,
  gelu_pytorch_tanh: geluByTanh,
  gelu_fast: geluByTanh,
  quick_gelu: (g, x) => g.mul(x, g.sigmoid(g.mul(x, 1.702))),
  relu: (g, x) => g.relu(x),
  silu: (g, x) => g.silu(x),
  swish: (g, x) => g.silu(x),
  tanh: (g, x) => g.tanh(x),
};

/** ½x(1 + tanh(√(2/π)(x + 0.044715x³))) (Hendrycks & Gimpel 2016). */
function geluByTanh(g: GraphBuilder, x: Value): Value {
  const cube = g.mul(g.mul(x, x), x);
  const inner = g.mul(g.add(x, g.mul(cube, 0.044715)), TANH_SCALE);
  return g.mul(g.mul(x, 0.5), g.add(g.tanh(inner), 1));
}

/** @throws ArchitectureRefused for a function that is not among them */
export function activationOf(
  config: ModelConfig,
  fallback: string,
  field = "hidden_act",
): ActivationFunction {
  const found = FUNCTIONS[config.text(field, fallback)];
  return found ?? config.refuse(field);
}
