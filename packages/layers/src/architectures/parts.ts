/** Layers with the parameter names that PyTorch modules have: dense, normalisations, convolution. */
import type { Value } from "@fuseline/autograd";
import { normaliseBatch } from "../batch-norm.ts";
import type { Checkpoint } from "./checkpoint.ts";

/** y = xWᵀ + b over the last axis: x [.., D] → [.., width]. */
export function dense(at: Checkpoint, x: Value, width: number, { bias = true } = {}): Value {
  const { g } = at;
  const size = x.size(-1);
  const weight = at.tensor("weight", [width, size]);
  const shift = bias ? at.tensor("bias", [width], { init: { kind: "zeros" } }) : null;
  const y = at.nodes(() => {
    if (x.rank === 2) return g.gemm(x, weight, shift, { transB: true });
    const rows = g.gemm(g.reshape(x, [-1, size]), weight, shift, { transB: true });
    return g.reshape(rows, [...x.dims.slice(0, -1), width]);
  });
  return at.options.adapt?.(g, { name: at.name, block: at.block, x, y }) ?? y;
}

/** Over the last axis. */
export function layerNorm(at: Checkpoint, x: Value, epsilon: number): Value {
  const size = x.size(-1);
  const weight = at.tensor("weight", [size], { init: { kind: "ones" }, decay: false });
  const bias = at.tensor("bias", [size], { init: { kind: "zeros" } });
  return at.nodes(() => at.g.layerNorm(x, weight, bias, epsilon));
}

/** Over the channels of [B, K, H, W]. */
export function layerNormChannels(at: Checkpoint, x: Value, epsilon: number): Value {
  const last = at.g.transpose(x, [0, 2, 3, 1]);
  return at.g.transpose(layerNorm(at, last, epsilon), [0, 3, 1, 2]);
}

/** Batch normalisation of [B, K, H, W] with PyTorch's names and ε = 10⁻⁵. */
export function batchNorm(at: Checkpoint, x: Value): Value {
  const { g, options } = at;
  const channels = x.size(1);
  const fixed = { trainable: false };
  const statistics = {
    scale: at.tensor("weight", [channels], { init: { kind: "ones" }, decay: false }),
    bias: at.tensor("bias", [channels], { init: { kind: "zeros" } }),
    mean: at.tensor("running_mean", [channels], { init: { kind: "zeros" }, ...fixed }),
    variance: at.tensor("running_var", [channels], { init: { kind: "ones" }, ...fixed }),
  };
  const byBatch = g.training && options.batchNorm === "batch";
  return at.nodes(() => normaliseBatch(g, x, { ...statistics, byBatch, rowWeight: options.rowWeight }));
}

export interface ConvolutionShape {
  readonly width: number;
  readonly size: number;
  readonly stride?: number;
  readonly pad?: number;
  readonly groups?: number;
  readonly bias?: boolean;
}

/** x [B, K, H, W] → [B, width, ⌊(H + 2·pad − size)/stride⌋ + 1, …] */
export function convolution(at: Checkpoint, x: Value, shape: ConvolutionShape): Value {
  const { width, size, stride = 1, pad = 0, groups = 1, bias = false } = shape;
  const weight = at.tensor("weight", [width, x.size(1) / groups, size, size], { init: { kind: "he" } });
  const shift = bias ? { bias: at.tensor("bias", [width], { init: { kind: "zeros" } }) } : {};
  return at.nodes(() => at.g.conv2d(x, weight, { stride, pad, groups, ...shift }));
}

/** Cells of a map [B, K, H, W] as tokens [B, H·W, K]. */
export function cellsOf(at: Checkpoint, map: Value): Value {
  const { g } = at;
  const flat = g.reshape(map, [map.dim(0), map.size(1), map.size(2) * map.size(3)]);
  return g.transpose(flat, [0, 2, 1]);
}
