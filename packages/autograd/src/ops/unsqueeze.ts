/** y = x with axes of size 1 put in at the given places of the result. */
import { normalAxis } from "../ir/dims.ts";
import type { Dim } from "../ir/tensor.ts";
import { defineOperator, fn, input, integers } from "./operator.ts";

export const unsqueeze = defineOperator({
  type: "Unsqueeze",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const { dtype, dims, contents } = input(call, 0);
    const axes = integers(call, 1);
    const rank = dims.length + axes.length;
    const added = new Set(axes.map((axis) => normalAxis(axis, rank)));
    const rest = dims.values();
    const all: Dim[] = Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.next().value ?? 1)));
    return [contents ? { dtype, dims: all, contents } : { dtype, dims: all }];
  },
  gradient: fn(({ g, dy, input: at }) => [g.reshape(dy, at(0).dims), null]),
  float64: true,
  samples: [
    {
      name: "front and end",
      inputs: [
        { dims: [2], values: [1, 2] },
        { dims: [2], dtype: "int64", values: [0, -1], constant: true },
      ],
      expected: [[1, 2]],
    },
    {
      name: "middle",
      inputs: [{ dims: [2, 3] }, { dims: [1], dtype: "int64", values: [1], constant: true }],
    },
  ],
});
