/**
 * ONNX Runtime's own operators on blocked maps [B, C/b, H, W, b], b channels side by side (Georganas 2018). It uses them
 * itself where weights are fixed; they take weights that change as well, in the blocked order. On a map's dimensions
 * they agree with their namesakes: [B, C, H, W], whatever the order of its numbers.
 */
import { defineOperator, fn, forbidden, inferFloat, input, intAttribute } from "../ops/operator.ts";
import { slidDims, windowOf } from "../ops/window.ts";

const DOMAIN = "com.microsoft.nchwc";

/** y = x by kernels w, plus bias [out], plus a map, through an activation. */
const nchwcConv = defineOperator({
  type: "NchwcConv",
  since: 1,
  written: { domain: DOMAIN, type: "Conv" },
  inputs: [2, 4],
  outputs: [1, 1],
  attributes: {
    activation: "string",
    kernel_shape: "ints",
    strides: "ints",
    pads: "ints",
    dilations: "ints",
    group: "int",
  },
  infer: (call) => {
    const [x, w] = [input(call, 0), input(call, 1)];
    const window = windowOf(call.attributes, w.dims.slice(2).map(Number), x.dims.slice(2));
    return [{ dtype: x.dtype, dims: [x.dims[0] ?? 1, w.dims[0] ?? 1, ...slidDims(window)] }];
  },
  gradient: forbidden("convolveBlocked and scaleChannels have gradients of their own"),
  float64: false,
  samples: [
    { name: "one by one", inputs: [{ dims: [2, 16, 3, 3] }, { dims: [16, 16, 1, 1] }] },
    {
      name: "padded, strided, dilated",
      inputs: [{ dims: [2, 32, 7, 6] }, { dims: [16, 32, 3, 2] }, { dims: [16] }],
      attributes: { kernel_shape: [3, 2], strides: [2, 1], pads: [1, 0, 1, 0], dilations: [1, 2] },
    },
  ],
});

/** The mean of every channel over all places. */
const nchwcGlobalAveragePool = defineOperator({
  type: "NchwcGlobalAveragePool",
  since: 1,
  written: { domain: DOMAIN, type: "GlobalAveragePool" },
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => inferFloat(call).map(({ dtype, dims }) => ({ dtype, dims: [...dims.slice(0, 2), 1, 1] })),
  gradient: forbidden("meanOverPlaces is used inside of rules only"),
  float64: false,
  samples: [{ name: "pictures", inputs: [{ dims: [2, 32, 4, 5] }] }],
});

/** From the plain to the blocked order. */
const reorderInput = defineOperator({
  type: "ReorderInput",
  since: 1,
  written: { domain: DOMAIN, type: "ReorderInput" },
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  gradient: fn(({ g, dy }) => [g.apply("ReorderOutput", [dy], { channels: dy.size(1) })]),
  float64: false,
  samples: [{ name: "pictures", inputs: [{ dims: [2, 32, 3, 5] }] }],
});

/** From the blocked to the plain order. */
const reorderOutput = defineOperator({
  type: "ReorderOutput",
  since: 1,
  written: { domain: DOMAIN, type: "ReorderOutput" },
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { channels: "int" },
  infer: (call) => {
    const { dims } = input(call, 0);
    if (intAttribute(call.attributes, "channels", 0) !== dims[1])
      throw new Error("All channels are kept here.");
    return inferFloat(call);
  },
  gradient: fn(({ g, dy }) => [g.apply("ReorderInput", [dy])]),
  float64: false,
  samples: [{ name: "pictures", inputs: [{ dims: [2, 32, 3, 5] }], attributes: { channels: 32 } }],
});

export const BLOCKED_OPERATORS = [nchwcConv, nchwcGlobalAveragePool, reorderInput, reorderOutput] as const;
