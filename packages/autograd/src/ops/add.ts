/** y = a + b. */
import { defineOperator, fn, inferBroadcast } from "./operator.ts";

export const add = defineOperator({
  type: "Add",
  since: 14,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: inferBroadcast,
  gradient: fn(({ dy }) => [dy, dy]),
  float64: true,
  samples: [
    {
      name: "row over rows",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2], values: [10, 20] },
      ],
      expected: [[11, 22, 13, 24]],
    },
    { name: "column against row", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }] },
  ],
});
