/** y = the greatest of the inputs, element by element. Where they are equal, each gets half the gradient. */
import { defineOperator, fn, inferBroadcast } from "./operator.ts";

export const max = defineOperator({
  type: "Max",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: inferBroadcast,
  // (sign(a − b) + 1) / 2 is 1, ½ or 0 where a is greater, equal or less.
  gradient: fn(({ g, dy, input }) => {
    const share = g.mul(g.add(g.sign(g.sub(input(0), input(1))), 1), 0.5);
    return [g.mul(dy, share), g.mul(dy, g.sub(1, share))];
  }),
  float64: true,
  samples: [
    {
      name: "rows against a row",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2], values: [2, 3] },
      ],
      expected: [[2, 3, 3, 4]],
    },
    { name: "column against row", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }] },
  ],
});
