/** Early fusion: y = act(W[p₁f₁; …; p_mf_m] + b). */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { type Activation, activate } from "../activate.ts";
import { linear } from "../linear.ts";
import { type Part, present } from "./features.ts";

/** m × [B, Dᵢ] → [B, width]. */
export function fuseConcat(
  g: GraphBuilder,
  parts: readonly Part[],
  options: { width: number; activation: Activation },
): Value {
  const joined = g.concat(
    parts.map((part) => present(g, part)),
    1,
  );
  return activate(g, linear(g, joined, options.width), options.activation);
}
