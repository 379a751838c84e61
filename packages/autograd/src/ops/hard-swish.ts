/** y = x · max(0, min(1, x/6 + ½)) (Howard et al. 2019). */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const hardSwish = defineOperator({
  type: "HardSwish",
  since: 14,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: inferFloat,
  // With h = max(0, min(1, x/6 + ½)): dy/dx = h + x/6 inside (−3, 3), where 0 < h < 1, and h outside.
  gradient: fn(({ g, dy, input }) => {
    const x = input(0);
    const gate = g.hardSigmoid(x, { alpha: 1 / 6, beta: 0.5 });
    const inside = g.less(g.abs(x), 3);
    return [g.mul(dy, g.add(gate, g.where(inside, g.mul(x, 1 / 6), 0)))];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [5], values: [-4, -1, 0, 1, 4] }],
      expected: [[0, -1 / 3, 0, 2 / 3, 4]],
    },
    { name: "inside", inputs: [{ dims: [3, 4], range: [-2.5, 2.5] }] },
    { name: "above", inputs: [{ dims: [3, 4], range: [3.5, 5] }] },
  ],
});
