/**
 * Convolution over maps that keep their channels last, as matrix products over all places of all pictures: what lies
 * under the kernel at a place is gathered into one row (Chellapilla 2006). That copies whole cells, and then every
 * product runs at the machine's own rate, however small the maps are.
 */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import {
  cellsUnderKernel,
  type MapWindow,
  type Places,
  placesOverCells,
  slidMap,
  touchesOfCells,
} from "./places.ts";

export interface RowConvolution {
  readonly stride: number;
  /** Zeros around the map, on every side. */
  readonly pad: number;
}

/** x [B, H, W, in] by kernels w [out, in, h, w] → [B, H′, W′, out]; all sizes known. */
export function convolveRows(g: GraphBuilder, x: Value, w: Value, { stride, pad }: RowConvolution): Value {
  const [batch, inside, out] = [x.size(0), x.size(3), w.size(0)];
  const window: MapWindow = { map: [x.size(1), x.size(2)], kernel: [w.size(2), w.size(3)], stride, pad };
  const taps = w.size(2) * w.size(3);
  const kernels = g.transpose(g.reshape(w, [out, inside, taps]), [0, 2, 1]);
  const matrix = g.reshape(kernels, [out, taps * inside]);
  const cells = g.reshape(x, [batch, -1, inside]);
  const rows = g.reshape(gathered(g, cells, cellsUnderKernel(window)), [-1, taps * inside]);
  const build = (): Value =>
    g.reshape(g.gemm(rows, matrix, null, { transB: true }), [batch, ...slidMap(window), out]);
  return g.withGradient([x, w], build, ({ dy, needs }) => {
    const slopes = g.reshape(dy, [-1, out]);
    const dw = (): Value => {
      const products = g.reshape(g.gemm(slopes, rows, null, { transA: true }), [out, taps, inside]);
      return g.reshape(g.transpose(products, [0, 2, 1]), w.dims);
    };
    const dx = (): Value => {
      if (stride === 1) {
        const over = gathered(g, g.reshape(dy, [batch, -1, out]), placesOverCells(window));
        const turned = g.reshape(g.transpose(kernels, [1, 0, 2]), [taps * out, inside]);
        return g.reshape(g.gemm(g.reshape(over, [-1, taps * out]), turned), x.dims);
      }
      const touches = g.reshape(g.gemm(slopes, matrix), [batch, -1, inside]);
      return g.reshape(g.reduceSum(gathered(g, touches, touchesOfCells(window)), [2]), x.dims);
    };
    return [needs[0] ? dx() : null, needs[1] ? dw() : null];
  });
}

/** cells [B, N, K] → [B, places, width, K], zeros where a place holds nothing. */
function gathered(g: GraphBuilder, cells: Value, { indices, width, zero }: Places): Value {
  const places = indices.length / width;
  if (indices.every((cell, i) => cell === i))
    return g.reshape(cells, [cells.size(0), places, width, cells.size(2)]);
  const nothing = (): Value => g.zeros([cells.size(0), 1, cells.size(2)], cells.dtype);
  const padded = indices.includes(zero) ? g.concat([cells, nothing()], 1) : cells;
  return g.gather(padded, indexTensor(g, indices, [places, width]), 1);
}

const known = new WeakMap<GraphBuilder, Map<string, Value>>();

/** Layers of one shape share their row numbers. */
function indexTensor(g: GraphBuilder, indices: readonly number[], dims: readonly number[]): Value {
  const key = `${dims} ${indices}`;
  const tensors = known.get(g) ?? new Map<string, Value>();
  known.set(g, tensors);
  const found = tensors.get(key) ?? g.constant(indices, dims, "int64");
  tensors.set(key, found);
  return found;
}
