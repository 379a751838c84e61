/** Dropout (Srivastava 2014): x·m/(1 − p) with a mask drawn for every step; nothing outside training graphs. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

export function dropout(g: GraphBuilder, x: Value, share: number): Value {
  if (!g.training || share === 0) return x;
  return g.mul(x, g.randomMask("dropout", x.dims.map(Number), 1 - share));
}
