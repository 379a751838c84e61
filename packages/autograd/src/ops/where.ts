/** y = a where the condition holds, else b; all three broadcast. */
import { broadcastDims } from "../ir/dims.ts";
import { defineOperator, fn, input } from "./operator.ts";

export const where = defineOperator({
  type: "Where",
  since: 16,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const [condition, a, b] = [input(call, 0), input(call, 1), input(call, 2)];
    if (condition.dtype !== "bool") throw new Error(`The condition must be bool, got ${condition.dtype}.`);
    if (a.dtype !== b.dtype) throw new Error(`${a.dtype} and ${b.dtype} do not mix; cast one of them.`);
    return [{ dtype: a.dtype, dims: broadcastDims(condition.dims, broadcastDims(a.dims, b.dims)) }];
  },
  gradient: fn(({ g, dy, needs, input: at }) => [
    null,
    needs[1] ? g.where(at(0), dy, 0) : null,
    needs[2] ? g.where(at(0), 0, dy) : null,
  ]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [3], dtype: "bool", values: [1, 0, 1] },
        { dims: [3], values: [1, 2, 3] },
        { dims: [], values: [9] },
      ],
      expected: [[1, 9, 3]],
    },
    {
      name: "all broadcast",
      inputs: [{ dims: [2, 1], dtype: "bool", values: [1, 0] }, { dims: [1, 3] }, { dims: [2, 3] }],
    },
  ],
});
