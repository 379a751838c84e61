/** y = a · b, element by element. */
import { multiplyDims } from "../ir/dims.ts";
import { defineOperator, fn, inferBroadcast, input } from "./operator.ts";

export const mul = defineOperator({
  type: "Mul",
  since: 14,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const [left, right] = [input(call, 0).contents, input(call, 1).contents];
    const types = inferBroadcast(call);
    if (!left || !right || left.length !== right.length) return types;
    return types.map((type) => ({
      ...type,
      contents: left.map((dim, i) => multiplyDims(dim, right[i] ?? 1)),
    }));
  },
  gradient: fn(({ g, dy, needs, input: at }) => [
    needs[0] ? g.mul(dy, at(1)) : null,
    needs[1] ? g.mul(dy, at(0)) : null,
  ]),
  float64: true,
  samples: [
    {
      name: "rows by a row",
      inputs: [
        { dims: [2, 2], values: [1, 2, 3, 4] },
        { dims: [2], values: [10, 20] },
      ],
      expected: [[10, 40, 30, 80]],
    },
    { name: "column against row", inputs: [{ dims: [3, 1] }, { dims: [1, 4] }] },
    { name: "scalar", inputs: [{ dims: [] }, { dims: [2, 3] }] },
  ],
});
