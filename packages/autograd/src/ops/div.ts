/** y = a / b, element by element. */
import { defineOperator, fn, inferBroadcast } from "./operator.ts";

export const div = defineOperator({
  type: "Div",
  since: 14,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: inferBroadcast,
  // ∂y/∂a = 1/b; ∂y/∂b = −a/b² = −y/b, which reuses y.
  gradient: fn(({ g, dy, needs, input, output }) => {
    const da = g.div(dy, input(1));
    return [da, needs[1] ? g.neg(g.mul(da, output(0))) : null];
  }),
  float64: true,
  samples: [
    {
      name: "rows by a row",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2], values: [2, 4] },
      ],
      expected: [[0.5, 0.5, 1.5, 1]],
    },
    { name: "column against row", inputs: [{ dims: [3, 1] }, { dims: [1, 4], range: [0.5, 2] }] },
  ],
});
