/** y = a − b. */
import { defineOperator, fn, inferBroadcast } from "./operator.ts";

export const sub = defineOperator({
  type: "Sub",
  since: 14,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: inferBroadcast,
  gradient: fn(({ g, dy, needs }) => [dy, needs[1] ? g.neg(dy) : null]),
  float64: true,
  samples: [
    {
      name: "row from rows",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2], values: [10, 20] },
      ],
      expected: [[-9, -18, -7, -16]],
    },
    { name: "column against row", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }] },
  ],
});
