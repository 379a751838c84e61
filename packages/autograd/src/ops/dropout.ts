/** y = x: dropout as it is in use. In training graphs random masks are inputs of their own (`randomMask`). */
import { defineOperator, fn, input } from "./operator.ts";

export const dropout = defineOperator({
  type: "Dropout",
  since: 13,
  inputs: [1, 3],
  outputs: [1, 2],
  attributes: { seed: "int" },
  infer: (call) => {
    if (call.inputs[2]) throw new Error("Dropout in training mode draws by itself; draw a mask instead.");
    const { dtype, dims } = input(call, 0);
    return [
      { dtype, dims },
      { dtype: "bool" as const, dims },
    ].slice(0, call.outputs);
  },
  gradient: fn(({ dy }) => [dy, null, null]),
  float64: true,
  samples: [
    {
      name: "with its mask",
      inputs: [
        { dims: [2], values: [1, 2] },
        { dims: [], values: [0.5], constant: true },
      ],
      outputs: 2,
      expected: [
        [1, 2],
        [1, 1],
      ],
      smooth: true,
    },
  ],
});
