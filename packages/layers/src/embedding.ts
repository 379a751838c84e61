/** Embedding tables: a learned vector for every id. */
import type { GraphBuilder, Value } from "@fuseline/autograd";

/** ids int64 [..] → [.., width]. */
export function embedding(
  g: GraphBuilder,
  ids: Value,
  table: { name: string; count: number; width: number },
): Value {
  const weights = g.param(
    table.name,
    [table.count, table.width],
    { kind: "truncatedNormal", std: 0.02 },
    { decay: false },
  );
  return g.gather(weights, ids);
}

/** Width of a category's vector for n names: min(50, ⌈1.6·n^0.56⌉) (fast.ai's rule). */
export function categoryWidth(count: number): number {
  return Math.min(50, Math.ceil(1.6 * count ** 0.56));
}
