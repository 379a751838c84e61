/** y = the input gradient of a convolution used forwards: kernels w [in, out/groups, …] spread over a larger picture. */
import { convWeightGradient } from "./conv-gradient.ts";
import { defineOperator, fn, input, intAttribute, intsAttribute } from "./operator.ts";
import { windowOf } from "./window.ts";

export const convTranspose = defineOperator({
  type: "ConvTranspose",
  since: 11,
  inputs: [2, 3],
  outputs: [1, 1],
  attributes: {
    kernel_shape: "ints",
    strides: "ints",
    pads: "ints",
    dilations: "ints",
    group: "int",
    output_padding: "ints",
  },
  infer: (call) => {
    const [x, w] = [input(call, 0), input(call, 1)];
    const window = windowOf(call.attributes, w.dims.slice(2).map(Number));
    const extra = intsAttribute(
      call.attributes,
      "output_padding",
      window.kernel.map(() => 0),
    );
    const spatial = window.kernel.map((k, i) => {
      const reach = (window.dilations[i] ?? 1) * (k - 1) + 1;
      const spread = (Number(x.dims[i + 2]) - 1) * (window.strides[i] ?? 1) + reach;
      return spread + (extra[i] ?? 0) - (window.before[i] ?? 0) - (window.after[i] ?? 0);
    });
    const out = Number(w.dims[1]) * intAttribute(call.attributes, "group", 1);
    return [{ dtype: x.dtype, dims: [x.dims[0] ?? 1, out, ...spatial] }];
  },
  // It is linear in x and in w: y = Convᵀ(x, w), so dx = Conv(dy, w) and dw is the weight gradient of that Conv.
  gradient: fn(({ g, dy, needs, attributes, input: at }) => {
    const { output_padding: _, ...window } = attributes;
    const [x, w] = [at(0), at(1)];
    return [
      needs[0] ? g.apply("Conv", [dy, w], window) : null,
      needs[1] ? convWeightGradient(g, { x: dy, w, dy: x, attributes: window }) : null,
      needs[2] ? g.reduceSum(dy, [0, ...dy.dims.slice(2).map((_, i) => i + 2)]) : null,
    ];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 1, 1, 2], values: [1, 2] },
        { dims: [1, 1, 1, 2], values: [10, 1] },
      ],
      attributes: { strides: [1, 2] },
      expected: [[10, 1, 20, 2]],
    },
    {
      name: "padded, strided",
      inputs: [{ dims: [2, 3, 3, 4] }, { dims: [3, 2, 3, 3] }, { dims: [2] }],
      attributes: { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 0] },
    },
    { name: "groups", inputs: [{ dims: [1, 4, 3, 3] }, { dims: [4, 1, 2, 2] }], attributes: { group: 2 } },
  ],
});
