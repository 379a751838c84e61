/** Channels laid out as squares of pixels, and back. */
import type { GraphBuilder } from "../ir/builder.ts";
import { divideDims, multiplyDims } from "../ir/dims.ts";
import type { Dim, Dims } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

export function spaceFromDepth(dims: Dims, side: number): Dim[] {
  if (dims.length !== 4)
    throw new Error(`[batch, channels, height, width] is needed, got [${dims.join(", ")}].`);
  const [batch = 1, channels = 1, height = 1, width = 1] = dims;
  return [batch, divideDims(channels, side * side), multiplyDims(height, side), multiplyDims(width, side)];
}

/** The inverse of DepthToSpace: the dimensions to give back, the side of a square, and which of its two orders. */
export function depthFromSpace(
  g: GraphBuilder,
  space: Value,
  { dims, side, columnsFirst }: { dims: Dims; side: number; columnsFirst: boolean },
): Value {
  const [batch = 1, channels = 1, height = 1, width = 1] = dims;
  const parted = g.reshape(space, [batch, divideDims(channels, side * side), height, side, width, side]);
  return g.reshape(g.transpose(parted, columnsFirst ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4]), dims);
}
