/** y = the index of the greatest entry along an axis. */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, input, intAttribute, zero } from "./operator.ts";

export const argMax = defineOperator({
  type: "ArgMax",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { axis: "int", keepdims: "int", select_last_index: "int" },
  infer: (call) => {
    const { dims } = input(call, 0);
    const axis = normalAxis(intAttribute(call.attributes, "axis", 0), dims.length);
    const keep = intAttribute(call.attributes, "keepdims", 1) === 1;
    return [{ dtype: "int64", dims: dims.flatMap((dim, i) => (i === axis ? (keep ? [1] : []) : [dim])) }];
  },
  gradient: zero("an index is piecewise constant"),
  float64: true,
  samples: [
    {
      name: "rows",
      inputs: [{ dims: [2, 3], values: [1, 3, 2, 6, 5, 4] }],
      attributes: { axis: 1, keepdims: 0 },
      expected: [[1, 0]],
    },
  ],
});
