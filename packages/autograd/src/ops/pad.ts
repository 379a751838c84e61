/** y = x with zeros before and after it along every axis. */
import { addDims } from "../ir/dims.ts";
import { defineOperator, fn, input, integers } from "./operator.ts";

export const pad = defineOperator({
  type: "Pad",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const pads = integers(call, 1);
    return [
      { dtype, dims: dims.map((dim, i) => addDims(dim, (pads[i] ?? 0) + (pads[i + dims.length] ?? 0))) },
    ];
  },
  gradient: fn(({ g, dy, inputs, attributes, input: at }) => {
    const x = at(0);
    const pads = integers({ inputs: inputs.map((value) => value?.type ?? null), attributes, outputs: 1 }, 1);
    const cut = x.dims.reduce<typeof dy>((gradient, _, axis) => {
      const [before, after] = [pads[axis] ?? 0, pads[axis + x.rank] ?? 0];
      if (before === 0 && after === 0) return gradient;
      return g.slice(gradient, { axis, start: before, end: before + x.size(axis) });
    }, dy);
    return [cut, null];
  }),
  float64: true,
  samples: [
    {
      name: "around",
      inputs: [
        { dims: [1, 2], values: [1, 2] },
        { dims: [4], dtype: "int64", values: [1, 0, 0, 1], constant: true },
      ],
      expected: [[0, 0, 0, 1, 2, 0]],
    },
    {
      name: "picture",
      inputs: [
        { dims: [2, 1, 3, 2] },
        { dims: [8], dtype: "int64", values: [0, 0, 1, 1, 0, 0, 2, 1], constant: true },
      ],
    },
  ],
});
