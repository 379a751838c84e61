/** y = x kept between two scalars. The gradient passes where x lies strictly between them or at a bound. */
import { defineOperator, fn, inferSame } from "./operator.ts";

export const clip = defineOperator({
  type: "Clip",
  since: 13,
  inputs: [1, 3],
  outputs: [1, 1],
  attributes: {},
  infer: inferSame,
  gradient: fn(({ g, dy, input, output }) => {
    const kept = g.cast(g.equal(input(0), output(0)), dy.dtype);
    return [g.mul(dy, kept), null, null];
  }),
  float64: true,
  samples: [
    {
      name: "both bounds",
      inputs: [
        { dims: [4], values: [-3, -0.5, 0.5, 3] },
        { dims: [], values: [-1], constant: true },
        { dims: [], values: [1], constant: true },
      ],
      expected: [[-1, -0.5, 0.5, 1]],
    },
    { name: "upper bound", inputs: [{ dims: [2, 3] }, null, { dims: [], values: [0.3], constant: true }] },
  ],
});
