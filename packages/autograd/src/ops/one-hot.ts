/** y = a row for every index: `values[1]` at the index, `values[0]` elsewhere, along a new axis. */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, input, intAttribute, integers, zero } from "./operator.ts";

export const oneHot = defineOperator({
  type: "OneHot",
  since: 11,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: (call) => {
    const { dims } = input(call, 0);
    const axis = normalAxis(intAttribute(call.attributes, "axis", -1), dims.length + 1);
    const depth = integers(call, 1)[0] ?? 0;
    return [{ dtype: input(call, 2).dtype, dims: [...dims.slice(0, axis), depth, ...dims.slice(axis)] }];
  },
  gradient: zero("indices are whole numbers, and the two values are fixed"),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [2], dtype: "int64", values: [2, 0] },
        { dims: [], dtype: "int64", values: [3], constant: true },
        { dims: [2], values: [0, 1], constant: true },
      ],
      attributes: { axis: -1 },
      expected: [[0, 0, 1, 1, 0, 0]],
    },
  ],
});
