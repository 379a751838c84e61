/** y = the input gradient of a convolution used forwards: kernels w [in, out/groups, …] spread over a larger picture. */
import type { Attributes } from "../ir/node.ts";
import type { TensorType } from "../ir/tensor.ts";
import { convWeightGradient } from "./conv-gradient.ts";
import { defineOperator, fn, input, intAttribute, intsAttribute } from "./operator.ts";

export const convTranspose = defineOperator({
  type: "ConvTranspose",
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
    output_padding: "ints",
    output_shape: "ints",
  },
  infer: (call) => {
    const [x, w] = [input(call, 0), input(call, 1)];
    const { spatial } = spreadOf(call.attributes, x, w);
    const out = Number(w.dims[1]) * intAttribute(call.attributes, "group", 1);
    return [{ dtype: x.dtype, dims: [x.dims[0] ?? 1, out, ...spatial] }];
  },
  // It is linear in x and in w: y = Convᵀ(x, w), so dx = Conv(dy, w) and dw is the weight gradient of that Conv.
  gradient: fn(({ g, dy, needs, attributes, input: at }) => {
    const [x, w] = [at(0), at(1)];
    const { window } = spreadOf(attributes, x.type, w.type);
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
    {
      name: "to a given size",
      inputs: [{ dims: [1, 2, 3, 3] }, { dims: [2, 1, 3, 3] }],
      attributes: { strides: [3, 2], output_shape: [8, 6] },
    },
    {
      name: "as many places as the stride gives",
      inputs: [{ dims: [1, 2, 3, 3] }, { dims: [2, 1, 3, 2] }],
      attributes: { strides: [2, 2], auto_pad: "SAME_UPPER" },
    },
    {
      name: "to a size beyond the windows",
      inputs: [{ dims: [1, 1, 3, 3] }, { dims: [1, 2, 3, 3] }],
      attributes: { strides: [3, 2], output_shape: [10, 8] },
    },
    { name: "groups", inputs: [{ dims: [1, 4, 3, 3] }, { dims: [4, 1, 2, 2] }], attributes: { group: 2 } },
  ],
});

/** The sizes it spreads to, and the window of the convolution that leads back from there. */
function spreadOf(
  attributes: Attributes,
  x: TensorType,
  w: TensorType,
): { spatial: readonly number[]; window: Attributes } {
  const kernel = intsAttribute(attributes, "kernel_shape", w.dims.slice(2).map(Number));
  const zeros = kernel.map(() => 0);
  const ones = kernel.map(() => 1);
  const [strides, dilations] = [
    intsAttribute(attributes, "strides", ones),
    intsAttribute(attributes, "dilations", ones),
  ];
  const extra = intsAttribute(attributes, "output_padding", zeros);
  const places = x.dims.slice(2).map(Number);
  const full = kernel.map((k, i) => {
    const reach = (dilations[i] ?? 1) * (k - 1) + 1;
    return ((places[i] ?? 1) - 1) * (strides[i] ?? 1) + reach + (extra[i] ?? 0);
  });
  const auto = attributes.auto_pad ?? "NOTSET";
  const same = auto === "SAME_UPPER" || auto === "SAME_LOWER";
  const wanted = intsAttribute(
    attributes,
    "output_shape",
    same ? places.map((n, i) => n * (strides[i] ?? 1)) : [],
  );
  const pads =
    wanted.length > 0
      ? cutTo(full, wanted.slice(-kernel.length), auto === "SAME_UPPER")
      : intsAttribute(attributes, "pads", [...zeros, ...zeros]);
  const cut = full.map((size, i) => size - (pads[i] ?? 0) - (pads[i + kernel.length] ?? 0));
  // Sizes beyond what the windows reach are filled with zeros.
  const spatial = wanted.length > 0 ? wanted.slice(-kernel.length) : cut;
  const group = intAttribute(attributes, "group", 1);
  return { spatial, window: { kernel_shape: kernel, strides, dilations, pads, group } };
}

/** Pads that cut every axis to the wanted size: an odd one at the end (`upper`) or at the front. */
function cutTo(full: readonly number[], wanted: readonly number[], upper: boolean): number[] {
  const total = full.map((size, i) => Math.max(0, size - (wanted[i] ?? size)));
  const small = total.map((count) => Math.floor(count / 2));
  const large = total.map((count) => Math.ceil(count / 2));
  return upper ? [...small, ...large] : [...large, ...small];
}
