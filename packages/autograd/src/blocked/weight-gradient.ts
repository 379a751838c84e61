/**
 * dw[o, i, tap] = Σ dy[·, o, ·]·x[·, i, · shifted by the tap], as one direct convolution in which pictures are the
 * channels, the map x is what is convolved (its channels are the batch) and dy is the kernel, as large as its map.
 */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import type { BlockedConvolved } from "./convolved.ts";
import { isBlocked, unblockChannels } from "./map.ts";
import { placeRows } from "./row-table.ts";

export function blockedWeightGradient(g: GraphBuilder, { x, w, dy, stride, pad }: BlockedConvolved): Value {
  const [out, inside, kernel] = [w.size(0), w.size(1), [w.size(2), w.size(3)] as const];
  const slid = [dy.size(2), dy.size(3)] as const;
  const maps = picturesAsChannels(g, x);
  const after = [0, 1].map((axis) => {
    const reached = ((slid[axis] ?? 1) - 1) * stride + (kernel[axis] ?? 1);
    return Math.max(0, reached - pad - maps.size(axis + 2));
  });
  const products = g.apply("NchwcConv", [padded(g, maps, [pad, pad, ...after]), slopesAsKernels(g, dy)], {
    kernel_shape: slid,
    dilations: [stride, stride],
  });
  // Where the stride leaves cells over, there are more products than taps.
  const all = g.apply("ReorderOutput", [products], { channels: out });
  const cut = { axes: [2, 3], starts: [0, 0], ends: kernel, steps: [1, 1] };
  const rows = g.reshape(g.sliceAxes(all, cut), [inside * out, kernel[0] * kernel[1]]);
  const swapped = placeRows(g, rows, {
    key: `weights ${out} ${inside}`,
    dims: [out, inside],
    row: ([o = 0, i = 0]) => i * out + o,
  });
  return g.reshape(swapped, w.dims);
}

/** A map → blocked [in, B, H, W]; empty pictures fill the last block. */
function picturesAsChannels(g: GraphBuilder, x: Value): Value {
  const swapped = g.transpose(isBlocked(x) ? unblockChannels(g, x) : x, [1, 0, 2, 3]);
  const missing = wholeBlocks(g, swapped.size(1)) - swapped.size(1);
  return g.apply("ReorderInput", [g.pad(swapped, { axis: 1, before: 0, after: missing })]);
}

/** dy → blocked kernels [out, B, H′, W′]. Places beyond the last picture meet empty ones, whatever they hold. */
function slopesAsKernels(g: GraphBuilder, dy: Value): Value {
  const block = g.channelBlock;
  const [batch, blocks, height, width] = [dy.size(0), dy.size(1), dy.size(2), dy.size(3)];
  const cells = height * width;
  const pictures = wholeBlocks(g, batch);
  const placed = placeRows(g, g.reshape(dy, [-1, block]), {
    key: `slopes ${dy.dims}`,
    dims: [blocks, pictures / block, cells, block],
    row: ([o = 0, b = 0, cell = 0, inner = 0]) =>
      (Math.min(b * block + inner, batch - 1) * blocks + o) * cells + cell,
  });
  return g.reshape(placed, [blocks * block, pictures, height, width]);
}

function wholeBlocks({ channelBlock: block }: GraphBuilder, count: number): number {
  return Math.ceil(count / block) * block;
}

/** Zeros around a blocked map: a convolution by 1 with padding takes a quarter of the time of a Pad. */
function padded(g: GraphBuilder, map: Value, pads: readonly number[]): Value {
  if (pads.every((count) => count === 0)) return map;
  const channels = map.size(1);
  const ones = g.constant(new Float32Array(channels).fill(1), [channels, 1, 1, 1]);
  return g.apply("NchwcConv", [map, ones], { kernel_shape: [1, 1], pads, group: channels });
}
