/** y = (x − zero point) · scale: whole numbers as the floats they stand for, with one scale or one for each place of an axis. */
import { normalAxis } from "../ir/dims.ts";
import type { Dims } from "../ir/tensor.ts";
import { type Call, defineOperator, fn, input, intAttribute } from "./operator.ts";

export const dequantizeLinear = defineOperator({
  type: "DequantizeLinear",
  since: 19,
  inputs: [2, 3],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: (call) => {
    const [x, scale] = [input(call, 0), input(call, 1)];
    scaleDims(call, x.dims);
    return [{ dtype: scale.dtype, dims: x.dims }];
  },
  // dscale = Σ dy·(x − zero point); whole numbers have no gradient.
  gradient: fn(({ g, dy, inputs, attributes, input: at }) => {
    const call = { inputs: inputs.map((value) => value?.type ?? null), attributes, outputs: 1 };
    const own = scaleDims(call, at(0).dims);
    const x = g.cast(at(0), dy.dtype);
    const zero = inputs[2];
    const whole = zero ? g.sub(x, g.reshape(g.cast(zero, dy.dtype), own)) : x;
    const axes = own.flatMap((dim, axis) => (dim === 1 ? [axis] : []));
    const sums = axes.length === 0 ? g.mul(dy, whole) : g.reduceSum(g.mul(dy, whole), axes, true);
    return [null, g.reshape(sums, at(1).dims), null];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [2], dtype: "int8", values: [-3, 5] },
        { dims: [], values: [0.5] },
        { dims: [], dtype: "int8", values: [1], constant: true },
      ],
      expected: [[-2, 2]],
      smooth: true,
    },
    {
      name: "one scale a column",
      inputs: [{ dims: [2, 3], dtype: "int8", values: [-3, 5, 1, 0, 2, -7] }, { dims: [3] }],
      attributes: { axis: 1 },
    },
  ],
});

/** The dimensions in which the scale stands beside x. @throws Error where it does not fit */
function scaleDims(call: Call, dims: Dims): Dims {
  const scale = input(call, 1).dims;
  if (scale.length === 0) return dims.map(() => 1);
  const axis = normalAxis(intAttribute(call.attributes, "axis", 1), dims.length);
  if (scale.length !== 1 || scale[0] !== dims[axis]) {
    throw new Error(`Scales [${scale.join(", ")}] do not fit axis ${axis} of [${dims.join(", ")}].`);
  }
  return dims.map((dim, i) => (i === axis ? dim : 1));
}
