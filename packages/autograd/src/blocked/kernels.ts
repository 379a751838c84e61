/** Kernels in the order of the runtime's direct convolution: [out/b, in/b, h, w, b in, b out], or [out/b, in, h, w, b]. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { placeRows } from "./row-table.ts";

/** w [out, in, h, w] → the same dimensions in the blocked order. */
export function forwardKernels(g: GraphBuilder, w: Value): Value {
  const block = g.channelBlock;
  const [out, inside, taps] = [w.size(0), w.size(1), w.size(2) * w.size(3)];
  const blocks = out / block;
  // Rows of b outputs, numbered by input, tap and block of outputs.
  const rows = g.reshape(g.transpose(g.reshape(w, [out, inside * taps]), [1, 0]), [-1, block]);
  const together = inside < block ? 1 : block;
  const placed = placeRows(g, rows, {
    key: `forward kernels ${w.dims}`,
    dims: [blocks, inside / together, taps, together],
    row: ([o = 0, i = 0, tap = 0, inner = 0]) => ((i * together + inner) * taps + tap) * blocks + o,
  });
  return g.reshape(placed, w.dims);
}

/** Kernels over the gradient of the output; `tap` is that of w at a place of a kernel, or null for nothing. */
export interface BackwardKernels {
  /** Kernels stacked as outputs: one for each remainder of a place by the stride. */
  readonly phases: number;
  readonly taps: number;
  tap(phase: number, place: number): number | null;
  readonly key: string;
}

/** w [out, in, h, w], b divides both → blocked kernels [phases·in, out, taps] from gradients of outputs to inputs. */
export function backwardKernels(
  g: GraphBuilder,
  w: Value,
  { phases, taps, tap, key }: BackwardKernels,
): Value {
  const block = g.channelBlock;
  const [out, inside, every] = [w.size(0), w.size(1), w.size(2) * w.size(3)];
  const blocks = inside / block;
  // Rows of b inputs, numbered by output, block of inputs and tap.
  const rows = g.reshape(g.apply("ReorderInput", [w]), [-1, block]);
  const nothing = out * blocks * every;
  const phaseTaps = Array.from({ length: phases }, (_, phase) =>
    Array.from({ length: taps }, (_, place) => tap(phase, place)),
  );
  const hasGaps = phaseTaps.some((list) => list.includes(null));
  const table = hasGaps ? g.concat([rows, g.zeros([1, block])], 0) : rows;
  const placed = placeRows(g, table, {
    key: `backward kernels ${w.dims} ${key}`,
    dims: [phases, blocks, out / block, taps, block],
    row: ([phase = 0, i = 0, o = 0, place = 0, inner = 0]) => {
      const from = phaseTaps[phase]?.[place] ?? null;
      return from === null ? nothing : ((o * block + inner) * blocks + i) * every + from;
    },
  });
  return g.reshape(placed, [phases * inside, out, taps]);
}
