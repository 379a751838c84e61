/** y[…i…] = x[…indices[…i…]…] along one axis: one entry picked for every index, such as the score of the true class. */
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const gatherElements = defineOperator({
  type: "GatherElements",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: (call) => [{ dtype: input(call, 0).dtype, dims: input(call, 1).dims }],
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const x = at(0);
    const axis = intAttribute(attributes, "axis", 0);
    return [g.scatterElementsAdd(g.zeros(x.dims, dy.dtype), at(1), { updates: dy, axis }), null];
  }),
  float64: true,
  samples: [
    {
      name: "one of each row",
      inputs: [
        { dims: [2, 3], values: [1, 2, 3, 4, 5, 6] },
        { dims: [2, 1], dtype: "int64", values: [2, 0] },
      ],
      attributes: { axis: 1 },
      expected: [[3, 4]],
    },
    {
      name: "one twice",
      inputs: [{ dims: [2, 3] }, { dims: [2, 2], dtype: "int64", values: [1, 1, 0, 2] }],
      attributes: { axis: 1 },
    },
  ],
});
