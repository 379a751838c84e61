/** y [N, C, 1, …] = the mean of every channel over all places. */
import { sizeOf } from "../ir/dims.ts";
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const globalAveragePool = defineOperator({
  type: "GlobalAveragePool",
  since: 1,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: (call) =>
    inferFloat(call).map(({ dtype, dims }) => ({ dtype, dims: dims.map((dim, i) => (i < 2 ? dim : 1)) })),
  // The same share for every place: the driver spreads it.
  gradient: fn(({ g, dy, input }) => [g.mul(dy, 1 / Number(sizeOf(input(0).dims.slice(2))))]),
  float64: false,
  samples: [
    { name: "literal", inputs: [{ dims: [1, 2, 1, 2], values: [1, 3, 5, 9] }], expected: [[2, 7]] },
    { name: "pictures", inputs: [{ dims: [2, 3, 4, 5] }] },
  ],
});
