/**
 * dx[p] = Σ w[t]·dy[(p + pad − t)/stride] over the taps t where that is whole: with p = stride·m + phase, for every
 * phase a convolution of dy by every stride-th tap, turned round. All phases are one direct convolution with as many
 * times the outputs, whose cells are then laid between each other.
 */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import type { BlockedConvolved } from "./convolved.ts";
import { backwardKernels } from "./kernels.ts";
import { asBlocked, asMap, isBlocked, unblockChannels } from "./map.ts";
import { placeRows } from "./row-table.ts";

export function blockedInputGradient(g: GraphBuilder, convolved: BlockedConvolved): Value {
  const { x, w } = convolved;
  if (isBlocked(x)) return throughWholeBlocks(g, convolved);
  const [inside, block] = [w.size(1), g.channelBlock];
  const wide = g.pad(w, { axis: 1, before: 0, after: block - inside });
  const all = throughWholeBlocks(g, { ...convolved, w: wide });
  return g.slice(unblockChannels(g, all), { axis: 1, start: 0, end: inside });
}

/** One axis: which taps of w meet which gradients. */
interface Reach {
  /** Cells of one phase. */
  readonly cells: number;
  /** Gradients under a kernel. */
  readonly length: number;
  readonly before: number;
  readonly after: number;
  /** The tap of w at a place of a phase's kernel, or null. */
  tap(phase: number, place: number): number | null;
}

interface Axis {
  readonly map: number;
  readonly kernel: number;
  readonly slid: number;
  readonly stride: number;
  readonly pad: number;
}

function reachOf({ map, kernel, slid, stride, pad }: Axis): Reach {
  const first = Math.ceil((pad - kernel + 1) / stride);
  const last = Math.floor((stride - 1 + pad) / stride);
  const cells = Math.ceil(map / stride);
  return {
    cells,
    length: last - first + 1,
    before: -first,
    after: cells + last - slid,
    tap: (phase, place) => {
      const tap = phase + pad - stride * (place + first);
      return tap >= 0 && tap < kernel ? tap : null;
    },
  };
}

/** w [out, in, h, w] with whole blocks on both sides → [B, in/b, H, W, b] */
function throughWholeBlocks(g: GraphBuilder, { x, w, dy, stride, pad }: BlockedConvolved): Value {
  const [height, width] = [x.size(2), x.size(3)];
  const common = { stride, pad };
  const rows = reachOf({ map: height, kernel: w.size(2), slid: dy.size(2), ...common });
  const columns = reachOf({ map: width, kernel: w.size(3), slid: dy.size(3), ...common });
  const kernels = backwardKernels(g, w, {
    phases: stride * stride,
    taps: rows.length * columns.length,
    key: `${stride} ${pad}`,
    tap: (phase, place) => {
      const down = rows.tap(Math.floor(phase / stride), Math.floor(place / columns.length));
      const along = columns.tap(phase % stride, place % columns.length);
      return down === null || along === null ? null : down * w.size(3) + along;
    },
  });
  const shaped = g.reshape(kernels, [-1, w.size(0), rows.length, columns.length]);
  const phases = g.apply("NchwcConv", [asMap(g, dy), shaped], {
    kernel_shape: [rows.length, columns.length],
    pads: [rows.before, columns.before, rows.after, columns.after],
  });
  const dx = stride === 1 ? phases : interleaved(g, phases, { stride, height, width });
  return asBlocked(g, dx);
}

/** Phases [B, stride²·C, h, w] → [B, C, H, W], both blocked. */
function interleaved(
  g: GraphBuilder,
  phases: Value,
  { stride, height, width }: { readonly stride: number; readonly height: number; readonly width: number },
): Value {
  const [batch, channels, rows, columns] = [phases.size(0), phases.size(1), phases.size(2), phases.size(3)];
  const blocks = channels / (stride * stride * g.channelBlock);
  const cells = g.reshape(phases, [-1, g.channelBlock]);
  const placed = placeRows(g, cells, {
    key: `interleaved ${phases.dims} ${height} ${width}`,
    dims: [batch, blocks, height, width],
    row: ([b = 0, c = 0, y = 0, x = 0]) => {
      const phase = (y % stride) * stride + (x % stride);
      const cell = Math.floor(y / stride) * columns + Math.floor(x / stride);
      return ((b * stride * stride + phase) * blocks + c) * rows * columns + cell;
    },
  });
  return g.reshape(placed, [batch, channels / (stride * stride), height, width]);
}
