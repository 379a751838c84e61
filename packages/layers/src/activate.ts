/** Activation functions by name. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

export type Activation = "gelu" | "relu" | "none";

export function activate(g: GraphBuilder, x: Value, activation: Activation): Value {
  switch (activation) {
    case "gelu":
      return g.gelu(x);
    case "relu":
      return g.relu(x);
    case "none":
      return x;
  }
}
