/** The optional extra layer of a head. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear } from "@fuseline/layers";

export function hiddenLayer(g: GraphBuilder, x: Value, width: number): Value {
  return width === 0 ? x : g.gelu(linear(g, x, width, { scope: "hidden" }));
}
