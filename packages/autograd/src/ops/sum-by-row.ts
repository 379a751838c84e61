/** The gradient of reading rows of a table: what was read is added to the row it came from. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

/** Up to this many rows a product with one-hot vectors is faster than adding number by number. */
const ONE_HOT_ROWS = 128;
/** A table this many times longer than what is added costs more to turn than adding along its first axis. */
const LONG_TABLE = 4;

/**
 * entries [n, width] summed into [count, width] by the row each index names. Not by ScatterND: ONNX Runtime lets several
 * threads add to one row at once there, and now and then loses a sum. ScatterElements adds in one thread, along the last
 * axis more than twice as fast as along the first, but then the table must be turned.
 */
export function sumByRow(
  g: GraphBuilder,
  entries: Value,
  { indices, count }: { indices: Value; count: number },
): Value {
  if (count <= ONE_HOT_ROWS) {
    const chosen = g.cast(g.oneHot(g.cast(indices, "int64"), count), entries.dtype);
    return g.gemm(chosen, entries, null, { transA: true });
  }
  if (count > LONG_TABLE * entries.size(0)) {
    const places = g.expand(g.reshape(indices, [-1, 1]), entries.dims);
    return g.scatterElementsAdd(g.zeros([count, entries.size(1)], entries.dtype), places, {
      updates: entries,
      axis: 0,
    });
  }
  const updates = g.transpose(entries, [1, 0]);
  const places = g.expand(g.reshape(indices, [1, -1]), updates.dims);
  const zeros = g.zeros([entries.size(1), count], entries.dtype);
  return g.transpose(g.scatterElementsAdd(zeros, places, { updates, axis: 1 }), [1, 0]);
}
