/** y = aᵇ. The exponent's gradient exists for positive bases only. */
import { broadcastDims } from "../ir/dims.ts";
import { defineOperator, fn, input } from "./operator.ts";

export const pow = defineOperator({
  type: "Pow",
  since: 15,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => [
    { dtype: input(call, 0).dtype, dims: broadcastDims(input(call, 0).dims, input(call, 1).dims) },
  ],
  gradient: fn(({ g, dy, needs, input, output }) => {
    const [base, exponent] = [input(0), input(1)];
    return [
      needs[0] ? g.mul(dy, g.mul(exponent, g.pow(base, g.sub(exponent, 1)))) : null,
      needs[1] ? g.mul(dy, g.mul(output(0), g.log(base))) : null,
    ];
  }),
  float64: true,
  samples: [
    {
      name: "squares and cubes",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2], values: [2, 3] },
      ],
      expected: [[1, 8, 9, 64]],
    },
    { name: "both differentiable", inputs: [{ dims: [3, 2], range: [0.5, 2] }, { dims: [2] }] },
  ],
});
