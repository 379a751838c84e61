/** y = the part of each matrix on and above (`upper` = 1) or below a diagonal, k to the right of the main one. */
import { defineOperator, fn, inferSame, input, intAttribute } from "./operator.ts";

export const trilu = defineOperator({
  type: "Trilu",
  since: 14,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: { upper: "int" },
  infer: (call) => {
    if (input(call, 0).dims.length < 2) throw new Error("A matrix, or a batch of matrices, is needed.");
    return inferSame(call);
  },
  gradient: fn(({ g, dy, inputs, attributes }) => [
    g.apply("Trilu", [dy, ...inputs.slice(1)], { upper: intAttribute(attributes, "upper", 1) }),
    null,
  ]),
  float64: true,
  samples: [
    {
      name: "upper",
      inputs: [{ dims: [2, 3], values: [1, 2, 3, 4, 5, 6] }],
      expected: [[1, 2, 3, 0, 5, 6]],
    },
    {
      name: "lower, one diagonal down",
      inputs: [{ dims: [2, 3, 3] }, { dims: [], dtype: "int64", values: [-1], constant: true }],
      attributes: { upper: 0 },
    },
  ],
});
