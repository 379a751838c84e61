/** y = the mean under a window. Padding counts as zeros. */

import { defineOperator, fn, input } from "./operator.ts";
import { outputPadding, slidDims, windowOf } from "./window.ts";

export const averagePool = defineOperator({
  type: "AveragePool",
  since: 11,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { kernel_shape: "ints", strides: "ints", pads: "ints", count_include_pad: "int" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const window = windowOf(call.attributes, []);
    const padded = [...window.before, ...window.after].some((pad) => pad > 0);
    if (padded && call.attributes.count_include_pad !== 1) {
      throw new Error("Padded means are supported with count_include_pad = 1 only.");
    }
    return [{ dtype, dims: [...dims.slice(0, 2), ...slidDims(dims.slice(2), window)] }];
  },
  // Each entry under a window gets 1/n of its gradient: a depthwise transposed convolution with constant kernels.
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const x = at(0);
    const window = windowOf(attributes, []);
    const count = window.kernel.reduce((product, k) => product * k, 1);
    const channels = x.size(1);
    const kernels = g.expand(g.constant(1 / count, undefined, dy.dtype), [channels, 1, ...window.kernel]);
    const spread = g.apply("ConvTranspose", [dy, kernels], {
      kernel_shape: window.kernel,
      strides: window.strides,
      pads: [...window.before, ...window.after],
      group: channels,
      output_padding: outputPadding(x.dims.slice(2), dy.dims.slice(2), window),
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
  ],
});
