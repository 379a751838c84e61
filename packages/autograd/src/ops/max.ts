/** y = the greatest of the inputs, element by element. Where they are equal, they share the gradient. */
import { equalShares } from "./equal-shares.ts";
import { defineOperator, fn, inferBroadcast } from "./operator.ts";

export const max = defineOperator({
  type: "Max",
  since: 13,
  inputs: [1, Number.POSITIVE_INFINITY],
  outputs: [1, 1],
  attributes: {},
  infer: inferBroadcast,
  // Of two, (sign(a − b) + 1) / 2 is 1, ½ or 0 where a is greater, equal or less.
  gradient: fn((context) => {
    const { g, dy, inputs, input } = context;
    if (inputs.length !== 2) return equalShares(context);
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
    {
      name: "three, two of them equal",
      inputs: [
        { dims: [2], values: [5, 2] },
        { dims: [2], values: [5, 3] },
        { dims: [2], values: [1, 9] },
      ],
      expected: [[5, 9]],
    },
    { name: "three", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }, { dims: [] }] },
    { name: "one", inputs: [{ dims: [2, 2] }] },
    { name: "column against row", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }] },
  ],
});
