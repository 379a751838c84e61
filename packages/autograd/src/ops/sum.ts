/** y = the sum of all inputs, which broadcast. */
import { defineOperator, fn, inferBroadcast } from "./operator.ts";

export const sum = defineOperator({
  type: "Sum",
  since: 13,
  inputs: [1, Number.POSITIVE_INFINITY],
  outputs: [1, 1],
  attributes: {},
  infer: inferBroadcast,
  gradient: fn(({ dy, inputs }) => inputs.map(() => dy)),
  float64: true,
  samples: [
    {
      name: "three",
      inputs: [
        { dims: [2], values: [1, 2] },
        { dims: [2], values: [10, 20] },
        { dims: [1], values: [100] },
      ],
      expected: [[111, 122]],
    },
    { name: "broadcast", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }, { dims: [] }] },
  ],
});
