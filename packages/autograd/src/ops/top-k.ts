/** y = the k greatest (`largest` = 1) or least entries along an axis, in order, and their places. */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute, integers } from "./operator.ts";

export const topK = defineOperator({
  type: "TopK",
  since: 11,
  inputs: [2, 2],
  outputs: [2, 2],
  attributes: { axis: "int", largest: "int", sorted: "int" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const axis = normalAxis(intAttribute(call.attributes, "axis", -1), dims.length);
    const [k = 0] = integers(call, 1);
    if (Number(dims[axis]) < k) throw new Error(`There are fewer than ${k} entries along axis ${axis}.`);
    const chosen = dims.with(axis, k);
    return [
      { dtype, dims: chosen },
      { dtype: "int64", dims: chosen },
    ];
  },
  gradient: fn(({ g, dy, attributes, input: at, output }) => {
    const x = at(0);
    const axis = intAttribute(attributes, "axis", -1);
    return [g.scatterElementsAdd(g.zeros(x.dims, dy.dtype), output(1), { updates: dy, axis }), null];
  }),
  float64: true,
  samples: [
    {
      name: "two greatest",
      inputs: [
        { dims: [2, 3], values: [1, 3, 2, 6, 4, 5] },
        { dims: [1], dtype: "int64", values: [2], constant: true },
      ],
      outputs: 2,
      expected: [
        [3, 2, 6, 5],
        [1, 2, 0, 2],
      ],
    },
    {
      name: "least of each column",
      inputs: [{ dims: [4, 3] }, { dims: [1], dtype: "int64", values: [1], constant: true }],
      attributes: { axis: 0, largest: 0 },
      outputs: 2,
    },
  ],
});
