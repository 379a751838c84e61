/** y = the greatest entry under a window, and its place in the flattened input. */
import { sizeOf } from "../ir/dims.ts";
import { gradientByComparison } from "./max-pool-gradient.ts";
import { defineOperator, fn, input } from "./operator.ts";
import { slidDims, windowOf } from "./window.ts";

export const maxPool = defineOperator({
  type: "MaxPool",
  since: 12,
  inputs: [1, 1],
  outputs: [1, 2],
  attributes: {
    auto_pad: "string",
    ceil_mode: "int",
    kernel_shape: "ints",
    strides: "ints",
    pads: "ints",
    dilations: "ints",
    storage_order: "int",
  },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    if (call.attributes.storage_order === 1)
      throw new Error("Places are counted row by row here (storage_order 0).");
    const pooled = [...dims.slice(0, 2), ...slidDims(windowOf(call.attributes, [], dims.slice(2)))];
    return [
      { dtype, dims: pooled },
      { dtype: "int64" as const, dims: pooled },
    ].slice(0, call.outputs);
  },
  // Every gradient goes to the entry that was the greatest.
  gradient: fn(({ g, dy, attributes, input: at, output, outputs }) => {
    const x = at(0);
    if (outputs.length === 1) return [gradientByComparison(g, { x, y: output(0), dy, attributes })];
    const places = g.reshape(output(1), [-1]);
    const flat = g.zeros([sizeOf(x.dims)], dy.dtype);
    return [g.reshape(g.scatterElementsAdd(flat, places, { updates: g.reshape(dy, [-1]), axis: 0 }), x.dims)];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [1, 1, 2, 4], values: [1, 5, 2, 0, 3, 4, 8, 7] }],
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      outputs: 2,
      expected: [
        [5, 8],
        [1, 6],
      ],
    },
    {
      name: "overlapping, padded",
      inputs: [{ dims: [2, 3, 5, 5] }],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
      outputs: 2,
    },
    {
      name: "without places, overlapping, padded",
      inputs: [{ dims: [2, 3, 5, 5] }],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    },
    {
      name: "without places, rounded up, dilated",
      inputs: [{ dims: [1, 2, 6, 7] }],
      attributes: { kernel_shape: [2, 2], strides: [2, 2], dilations: [2, 1], ceil_mode: 1 },
    },
    {
      name: "rounded up, dilated",
      inputs: [{ dims: [1, 2, 6, 7] }],
      attributes: { kernel_shape: [2, 2], strides: [2, 2], dilations: [2, 1], ceil_mode: 1 },
      outputs: 2,
    },
  ],
});
