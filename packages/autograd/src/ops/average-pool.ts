/** y = the mean under a window: of the entries alone, or (`count_include_pad`) with padding as zeros. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Attributes } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";
import { defineOperator, fn, input } from "./operator.ts";
import { explicit, outputPadding, slidDims, type Window, windowOf } from "./window.ts";

export const averagePool = defineOperator({
  type: "AveragePool",
  since: 19,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {
    auto_pad: "string",
    ceil_mode: "int",
    count_include_pad: "int",
    dilations: "ints",
    kernel_shape: "ints",
    pads: "ints",
    strides: "ints",
  },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const window = windowOf(call.attributes, [], dims.slice(2));
    return [{ dtype, dims: [...dims.slice(0, 2), ...slidDims(window)] }];
  },
  // Each entry under a window gets 1/n of its gradient: a depthwise transposed convolution with constant kernels.
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const x = at(0);
    const window = windowOf(attributes, [], x.dims.slice(2));
    const channels = x.size(1);
    const { slopes, weight } = shares(g, dy, { window, attributes });
    const kernels = g.expand(g.constant(weight, undefined, dy.dtype), [channels, 1, ...window.kernel]);
    const spread = g.apply("ConvTranspose", [slopes, kernels], {
      ...explicit(window),
      group: channels,
      output_padding: outputPadding(window),
    });
    return [spread];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [1, 1, 2, 4], values: [1, 5, 2, 0, 3, 3, 8, 6] }],
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      expected: [[3, 4]],
    },
    {
      name: "overlapping, padded",
      inputs: [{ dims: [2, 3, 6, 5] }],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1], count_include_pad: 1 },
    },
    {
      name: "padding left out",
      inputs: [{ dims: [2, 3, 6, 5] }],
      attributes: { kernel_shape: [3, 2], strides: [2, 1], pads: [1, 0, 1, 1] },
    },
    {
      name: "rounded up",
      inputs: [{ dims: [1, 2, 6, 5] }],
      attributes: { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1, count_include_pad: 1 },
    },
    {
      name: "dilated",
      inputs: [{ dims: [1, 2, 6, 5] }],
      attributes: { kernel_shape: [2, 2], dilations: [2, 3], pads: [1, 1, 1, 1] },
    },
  ],
});

/** dy and the weight of every entry under a window: 1/n, or 1 where n differs from window to window. */
function shares(
  g: GraphBuilder,
  dy: Value,
  { window, attributes }: { window: Window; attributes: Attributes },
): { slopes: Value; weight: number } {
  const whole = window.kernel.reduce((product, k) => product * k, 1);
  const perAxis = window.kernel.map((_, axis) =>
    counts(window, { axis, padding: attributes.count_include_pad === 1 }),
  );
  const each = perAxis.reduce<number[]>((all, axis) => all.flatMap((n) => axis.map((m) => n * m)), [1]);
  if (each.every((count) => count === whole)) return { slopes: dy, weight: 1 / whole };
  const inverse = g.constant(
    each.map((count) => 1 / count),
    [1, 1, ...slidDims(window)],
    dy.dtype,
  );
  return { slopes: g.mul(dy, inverse), weight: 1 };
}

/** How many entries, with or without padding, lie under each window along one axis. */
function counts(window: Window, { axis, padding }: { axis: number; padding: boolean }): number[] {
  const [size, before] = [window.spatial[axis] ?? 1, window.before[axis] ?? 0];
  const first = padding ? 0 : before;
  const last = before + size + (padding ? (window.after[axis] ?? 0) : 0);
  const [stride, dilation] = [window.strides[axis] ?? 1, window.dilations[axis] ?? 1];
  const taps = Array.from({ length: window.kernel[axis] ?? 1 }, (_, tap) => tap * dilation);
  return Array.from({ length: slidDims(window)[axis] ?? 1 }, (_, place) => {
    return taps.filter((tap) => place * stride + tap >= first && place * stride + tap < last).length;
  });
}
