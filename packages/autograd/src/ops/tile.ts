/** y = x repeated along every axis. */
import { multiplyDims } from "../ir/dims.ts";
import { defineOperator, fn, input, integers } from "./operator.ts";

export const tile = defineOperator({
  type: "Tile",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const repeats = integers(call, 1);
    if (repeats.length !== dims.length) {
      throw new Error(`${repeats.length} repeats are given for [${dims.join(", ")}].`);
    }
    return [{ dtype, dims: dims.map((dim, i) => multiplyDims(dim, repeats[i] ?? 1)) }];
  },
  // With every axis parted into (repeat, place), what was repeated is summed.
  gradient: fn(({ g, dy, input: at }) => {
    const x = at(0);
    const parted = x.dims.flatMap((dim, i) => [dy.size(i) / Number(dim), Number(dim)]);
    const repeats = x.dims.map((_, i) => 2 * i);
    return [repeats.length === 0 ? dy : g.reduceSum(g.reshape(dy, parted), repeats), null];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 2], values: [1, 2] },
        { dims: [2], dtype: "int64", values: [2, 2], constant: true },
      ],
      expected: [[1, 2, 1, 2, 1, 2, 1, 2]],
    },
    {
      name: "three axes",
      inputs: [{ dims: [2, 1, 3] }, { dims: [3], dtype: "int64", values: [1, 3, 2], constant: true }],
    },
  ],
});
