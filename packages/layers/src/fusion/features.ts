/** What fusions take: a vector per row, and whether the row has it. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

/** `value` [B, D]; `presence` [B], 1 where the part is there. */
export interface Part {
  readonly value: Value;
  readonly presence: Value;
}

/** Zeros where the part is absent. */
export function present(g: GraphBuilder, { value, presence }: Part): Value {
  const extra = Array.from({ length: value.rank - 1 }, (_, axis) => axis + 1);
  return g.mul(value, g.unsqueeze(presence, extra));
}
