/** y = x convolved with kernels w (cross-correlation): x [B, K, H, W], w [out, K / groups, h, w] → [B, out, H′, W′]. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Dim } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import {
  type Call,
  defineOperator,
  fn,
  type GradientContext,
  input,
  intAttribute,
  intsAttribute,
} from "./operator.ts";

interface Geometry {
  readonly strides: readonly number[];
  /** top, left, bottom, right */
  readonly pads: readonly number[];
  readonly kernel: readonly number[];
  readonly groups: number;
}

function geometryOf(attributes: Call["attributes"], w: { dims: readonly Dim[] }): Geometry {
  return {
    strides: intsAttribute(attributes, "strides", [1, 1]),
    pads: intsAttribute(attributes, "pads", [0, 0, 0, 0]),
    kernel: [Number(w.dims[2]), Number(w.dims[3])],
    groups: intAttribute(attributes, "group", 1),
  };
}

function outputSize(size: number, axis: number, { strides, pads, kernel }: Geometry): number {
  const padded = size + (pads[axis] ?? 0) + (pads[axis + 2] ?? 0);
  return Math.floor((padded - (kernel[axis] ?? 1)) / (strides[axis] ?? 1)) + 1;
}

export const conv = defineOperator({
  type: "Conv",
  since: 11,
  inputs: [2, 3],
  outputs: [1, 1],
  attributes: { kernel_shape: "ints", strides: "ints", pads: "ints", group: "int", dilations: "ints" },
  infer: (call) => {
    const [x, w] = [input(call, 0), input(call, 1)];
    if (x.dims.length !== 4 || w.dims.length !== 4) throw new Error("Convolution takes pictures of rank 4.");
    const geometry = geometryOf(call.attributes, w);
    if (intsAttribute(call.attributes, "dilations", [1, 1]).some((dilation) => dilation !== 1)) {
      throw new Error("Dilated convolution is not offered.");
    }
    if (Number(x.dims[1]) !== Number(w.dims[1]) * geometry.groups) {
      throw new Error(
        `${x.dims[1]} channels do not fit kernels of ${w.dims[1]} in ${geometry.groups} groups.`,
      );
    }
    const sizes = [0, 1].map((axis) => outputSize(Number(x.dims[axis + 2]), axis, geometry));
    return [{ dtype: x.dtype, dims: [x.dims[0] ?? 1, w.dims[0] ?? 1, ...sizes] }];
  },
  gradient: fn((context) => {
    const { g, dy, needs, attributes, input: at } = context;
    const geometry = geometryOf(attributes, at(1));
    return [
      needs[0] ? inputGradient(context, geometry) : null,
      needs[1] ? kernelGradient(context, geometry) : null,
      needs[2] ? g.reduceSum(dy, [0, 2, 3]) : null,
    ];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 1, 2, 2], values: [1, 2, 3, 4] },
        { dims: [1, 1, 2, 2], values: [1, 0, 0, 1] },
        { dims: [1], values: [0.5] },
      ],
      expected: [[5.5]],
    },
    {
      name: "padded",
      inputs: [{ dims: [2, 3, 5, 4] }, { dims: [4, 3, 3, 3] }, { dims: [4] }],
      attributes: { pads: [1, 1, 1, 1] },
    },
    {
      name: "strided, with a rest",
      inputs: [{ dims: [2, 2, 6, 6] }, { dims: [3, 2, 3, 3] }],
      attributes: { pads: [1, 1, 1, 1], strides: [2, 2] },
    },
    {
      name: "one by one",
      inputs: [{ dims: [2, 3, 4, 4] }, { dims: [5, 3, 1, 1] }],
      attributes: { strides: [2, 2] },
    },
    {
      name: "depthwise",
      inputs: [{ dims: [2, 3, 5, 5] }, { dims: [3, 1, 3, 3] }],
      attributes: { pads: [1, 1, 1, 1], group: 3 },
    },
  ],
});

/** dx = dy convolved back with the same kernels; what the stride cut off at the end gets its zeros again. */
function inputGradient({ g, dy, input: at }: GradientContext, geometry: Geometry): Value {
  const [x, w] = [at(0), at(1)];
  const { strides, pads, kernel, groups } = geometry;
  const rest = [0, 1].map((axis) => {
    const reached = (dy.size(axis + 2) - 1) * (strides[axis] ?? 1) + (kernel[axis] ?? 1);
    return x.size(axis + 2) + (pads[axis] ?? 0) + (pads[axis + 2] ?? 0) - reached;
  });
  const [dx] = g.op("ConvTranspose", [dy, w], {
    kernel_shape: [...kernel],
    strides: [...strides],
    pads: [...pads],
    output_padding: rest,
    group: groups,
  });
  if (dx === undefined) throw new Error("ConvTranspose gave no output.");
  return dx;
}

/**
 * dw: every kernel tap sees x shifted; the shifted pictures are laid side by side and one product with dy serves all
 * taps. (A convolution with batch and channels exchanged would do it too, at a quarter of the speed.)
 */
function kernelGradient({ g, dy, input: at }: GradientContext, geometry: Geometry): Value {
  const [x, w] = [at(0), at(1)];
  const { groups, kernel } = geometry;
  const taps = shiftedInputs(g, x, { geometry, height: dy.size(2), width: dy.size(3) });
  const pixels = dy.size(0) * dy.size(2) * dy.size(3);
  const [out, perGroup] = [w.size(0), w.size(1)];
  const slopes = g.reshape(g.transpose(dy, [1, 0, 2, 3]), [groups, out / groups, pixels]);
  // [groups, taps · perGroup, pixels]
  const columns = g.concat(
    taps.map((tap) => g.reshape(g.transpose(tap, [1, 0, 2, 3]), [groups, perGroup, pixels])),
    1,
  );
  const product =
    groups === 1
      ? g.gemm(g.reshape(slopes, [out, pixels]), g.reshape(columns, [-1, pixels]), null, { transB: true })
      : g.matmul(slopes, g.transposeLast(columns));
  const [height = 1, width = 1] = kernel;
  return g.transpose(g.reshape(product, [out, height, width, perGroup]), [0, 3, 1, 2]);
}

interface Window {
  readonly geometry: Geometry;
  readonly height: number;
  readonly width: number;
}

/** For every kernel tap, the pixels of x that it is multiplied with: [B, K, H′, W′] each. */
function shiftedInputs(g: GraphBuilder, x: Value, { geometry, height, width }: Window): Value[] {
  const { strides, pads, kernel } = geometry;
  const [strideY = 1, strideX = 1] = strides;
  const [top = 0, left = 0, bottom = 0, right = 0] = pads;
  const tall = g.pad(x, { axis: 2, before: top, after: bottom });
  const padded = g.pad(tall, { axis: 3, before: left, after: right });
  const taps: Value[] = [];
  for (let row = 0; row < (kernel[0] ?? 1); row++) {
    const rows = cut(g, padded, { axis: 2, start: row, count: height, step: strideY });
    for (let column = 0; column < (kernel[1] ?? 1); column++) {
      taps.push(cut(g, rows, { axis: 3, start: column, count: width, step: strideX }));
    }
  }
  return taps;
}

function cut(
  g: GraphBuilder,
  x: Value,
  at: { axis: number; start: number; count: number; step: number },
): Value {
  if (at.start === 0 && at.step === 1 && x.size(at.axis) === at.count) return x;
  return g.slice(x, {
    axis: at.axis,
    start: at.start,
    end: at.start + (at.count - 1) * at.step + 1,
    step: at.step,
  });
}
