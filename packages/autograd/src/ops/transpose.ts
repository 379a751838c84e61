/** y = x with its axes permuted: axis i of y is axis perm[i] of x. */
import { defineOperator, fn, input, intsAttribute } from "./operator.ts";

export const transpose = defineOperator({
  type: "Transpose",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { perm: "ints" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const perm = intsAttribute(call.attributes, "perm", dims.map((_, i) => i).reverse());
    if (new Set(perm).size !== dims.length || perm.some((axis) => axis < 0 || axis >= dims.length)) {
      throw new Error(`[${perm.join(", ")}] does not permute the axes of [${dims.join(", ")}].`);
    }
    return [{ dtype, dims: perm.map((axis) => dims[axis] ?? 1) }];
  },
  gradient: fn(({ g, dy, attributes }) => {
    const perm = intsAttribute(attributes, "perm", [...dy.dims.keys()].reverse());
    return [
      g.transpose(
        dy,
        perm.map((_, axis) => perm.indexOf(axis)),
      ),
    ];
  }),
  float64: true,
  samples: [
    {
      name: "matrix",
      inputs: [{ dims: [2, 3], values: [1, 2, 3, 4, 5, 6] }],
      attributes: { perm: [1, 0] },
      expected: [[1, 4, 2, 5, 3, 6]],
    },
    { name: "rotation", inputs: [{ dims: [2, 3, 4] }], attributes: { perm: [2, 0, 1] } },
  ],
});
