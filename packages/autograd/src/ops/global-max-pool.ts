/** y [N, C, 1, …] = the greatest entry of every channel. Equal greatest entries share the gradient. */
import { defineOperator, fn, inferFloat } from "./operator.ts";

export const globalMaxPool = defineOperator({
  type: "GlobalMaxPool",
  since: 1,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: {},
  infer: (call) =>
    inferFloat(call).map(({ dtype, dims }) => ({ dtype, dims: dims.map((dim, i) => (i < 2 ? dim : 1)) })),
  gradient: fn(({ g, dy, input, output }) => {
    const x = input(0);
    const greatest = g.cast(g.equal(x, output(0)), dy.dtype);
    const places = [...x.dims.keys()].slice(2);
    return [g.mul(greatest, g.div(dy, g.reduceSum(greatest, places, true)))];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [1, 2, 1, 2], values: [1, 3, 5, 9] }],
      expected: [[3, 9]],
      smooth: true,
    },
    { name: "pictures", inputs: [{ dims: [2, 2, 3, 2] }] },
  ],
});
