/** A learnt vector that stands in for cells that are empty. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

/** x [B, .., D] where presence [B] is 1, the learnt `absent` [D] where it is 0. */
export function replaceAbsent(g: GraphBuilder, x: Value, presence: Value): Value {
  const absent = g.param("absent", [x.size(-1)], { kind: "zeros" }, { decay: false });
  const extra = Array.from({ length: x.rank - 1 }, (_, axis) => axis + 1);
  return g.where(g.unsqueeze(g.greater(presence, 0.5), extra), x, absent);
}
