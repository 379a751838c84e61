/** y = x convolved with kernels w [out, in/groups, …] plus bias b [out], over [N, C, …] (cross-correlation). */
import { convInputGradient, convWeightGradient } from "./conv-gradient.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";
import { slidDims, windowOf } from "./window.ts";

export const conv = defineOperator({
  type: "Conv",
  since: 11,
  inputs: [2, 3],
  outputs: [1, 1],
  attributes: {
    auto_pad: "string",
    kernel_shape: "ints",
    strides: "ints",
    pads: "ints",
    dilations: "ints",
    group: "int",
  },
  infer: (call) => {
    const [x, w] = [input(call, 0), input(call, 1)];
    const groups = intAttribute(call.attributes, "group", 1);
    const channels = x.dims[1];
    if (x.dims.length !== w.dims.length) throw new Error("Pictures and kernels need the same rank.");
    if (channels !== Number(w.dims[1]) * groups) {
      throw new Error(`Kernels for ${Number(w.dims[1]) * groups} channels meet a picture of ${channels}.`);
    }
    const window = windowOf(call.attributes, w.dims.slice(2).map(Number), x.dims.slice(2));
    return [{ dtype: x.dtype, dims: [x.dims[0] ?? 1, w.dims[0] ?? 1, ...slidDims(window)] }];
  },
  gradient: fn(({ g, dy, needs, attributes, input: at }) => {
    const convolved = { x: at(0), w: at(1), dy, attributes };
    return [
      needs[0] ? convInputGradient(g, convolved) : null,
      needs[1] ? convWeightGradient(g, convolved) : null,
      needs[2] ? g.reduceSum(dy, [0, ...dy.dims.slice(2).map((_, i) => i + 2)]) : null,
    ];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 1, 2, 3], values: [1, 2, 3, 4, 5, 6] },
        { dims: [1, 1, 2, 2], values: [1, 0, 0, -1] },
        { dims: [1], values: [0.5] },
      ],
      expected: [[-3.5, -3.5]],
    },
    {
      name: "padded, strided",
      inputs: [{ dims: [2, 3, 6, 5] }, { dims: [4, 3, 3, 3] }, { dims: [4] }],
      attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
    },
    {
      name: "same size",
      inputs: [{ dims: [2, 2, 4, 4] }, { dims: [3, 2, 3, 3] }],
      attributes: { pads: [1, 1, 1, 1] },
    },
    {
      name: "as many places as fit the stride",
      inputs: [{ dims: [2, 2, 5, 4] }, { dims: [3, 2, 3, 2] }],
      attributes: { auto_pad: "SAME_LOWER", strides: [2, 1] },
    },
    { name: "one by one", inputs: [{ dims: [2, 3, 3, 3] }, { dims: [4, 3, 1, 1] }, { dims: [4] }] },
    {
      name: "one by one, strided",
      inputs: [{ dims: [2, 3, 4, 4] }, { dims: [4, 3, 1, 1] }],
      attributes: { strides: [2, 2] },
    },
    {
      name: "depthwise",
      inputs: [{ dims: [2, 4, 5, 5] }, { dims: [4, 1, 3, 3] }],
      attributes: { group: 4, pads: [1, 1, 1, 1] },
    },
    {
      name: "two groups, dilated",
      inputs: [{ dims: [1, 4, 6, 6] }, { dims: [6, 2, 2, 2] }],
      attributes: { group: 2, dilations: [2, 2] },
    },
    {
      name: "many channels",
      inputs: [{ dims: [2, 16, 3, 3] }, { dims: [2, 16, 3, 3] }],
      attributes: { pads: [1, 1, 1, 1] },
    },
    { name: "one axis", inputs: [{ dims: [2, 2, 7] }, { dims: [3, 2, 3] }], attributes: { strides: [2] } },
  ],
});
