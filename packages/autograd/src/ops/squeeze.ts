/** y = x without the given axes, which have size 1; without all such axes where none is given. */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, fn, input, integers } from "./operator.ts";

export const squeeze = defineOperator({
  type: "Squeeze",
  since: 13,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const { dtype, dims, contents } = input(call, 0);
    const axes = call.inputs[1] ? integers(call, 1) : [...dims.keys()].filter((axis) => dims[axis] === 1);
    const removed = new Set(axes.map((axis) => normalAxis(axis, dims.length)));
    for (const axis of removed) {
      if (dims[axis] !== 1) throw new Error(`Axis ${axis} of [${dims.join(", ")}] has not size 1.`);
    }
    const kept = dims.filter((_, i) => !removed.has(i));
    return [contents ? { dtype, dims: kept, contents } : { dtype, dims: kept }];
  },
  gradient: fn(({ g, dy, input: at }) => [g.reshape(dy, at(0).dims), null]),
  float64: true,
  samples: [
    {
      name: "front and end",
      inputs: [
        { dims: [1, 2, 1], values: [1, 2] },
        { dims: [2], dtype: "int64", values: [0, -1], constant: true },
      ],
      expected: [[1, 2]],
    },
    { name: "all of size 1", inputs: [{ dims: [1, 2, 1, 3] }] },
    {
      name: "middle",
      inputs: [{ dims: [2, 1, 3] }, { dims: [1], dtype: "int64", values: [1], constant: true }],
    },
  ],
});
