/** y = the mean of all inputs, which broadcast. */
import { defineOperator, fn, inferBroadcast } from "./operator.ts";

export const mean = defineOperator({
  type: "Mean",
  since: 13,
  inputs: [1, Number.POSITIVE_INFINITY],
  outputs: [1, 1],
  attributes: {},
  infer: inferBroadcast,
  gradient: fn(({ g, dy, inputs }) => {
    const share = g.mul(dy, 1 / inputs.length);
    return inputs.map(() => share);
  }),
  float64: false,
  samples: [
    {
      name: "three",
      inputs: [
        { dims: [2], values: [1, 2] },
        { dims: [2], values: [10, 20] },
        { dims: [1], values: [100] },
      ],
      expected: [[37, 122 / 3]],
    },
    { name: "broadcast", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }, { dims: [] }] },
  ],
});
