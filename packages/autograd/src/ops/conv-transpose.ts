/** y = the convolution that takes y to x, turned round. Written by the gradient of Conv. */
import { defineOperator, forbidden, input, intAttribute, intsAttribute } from "./operator.ts";

export const convTranspose = defineOperator({
  type: "ConvTranspose",
  since: 11,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: { kernel_shape: "ints", strides: "ints", pads: "ints", output_padding: "ints", group: "int" },
  infer: (call) => {
    const [x, w] = [input(call, 0), input(call, 1)];
    const [strides, pads] = [
      intsAttribute(call.attributes, "strides", [1, 1]),
      intsAttribute(call.attributes, "pads", [0, 0, 0, 0]),
    ];
    const rest = intsAttribute(call.attributes, "output_padding", [0, 0]);
    const sizes = [0, 1].map((axis) => {
      const spread = (Number(x.dims[axis + 2]) - 1) * (strides[axis] ?? 1) + Number(w.dims[axis + 2]);
      return spread + (rest[axis] ?? 0) - (pads[axis] ?? 0) - (pads[axis + 2] ?? 0);
    });
    const channels = Number(w.dims[1]) * intAttribute(call.attributes, "group", 1);
    return [{ dtype: x.dtype, dims: [x.dims[0] ?? 1, channels, ...sizes] }];
  },
  gradient: forbidden("it is itself the gradient of a convolution, and second derivatives are not offered"),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 1, 1, 1], values: [2] },
        { dims: [1, 1, 2, 2], values: [1, 2, 3, 4] },
      ],
      expected: [[2, 4, 6, 8]],
    },
    {
      name: "strided",
      inputs: [{ dims: [2, 3, 3, 3] }, { dims: [3, 2, 3, 3] }],
      attributes: { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1] },
    },
  ],
});
