/** y = mean of x over axes. */
import { normalAxis, sizeOf } from "../ir/dims.ts";
import { defineOperator, fn } from "./operator.ts";
import { axesOf, inferReduced, REDUCTION_ATTRIBUTES, reducedDims } from "./reduction.ts";

export const reduceMean = defineOperator({
  type: "ReduceMean",
  since: 18,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  gradient: fn(({ g, dy, inputs, input: at }) => {
    const x = at(0);
    const axes = axesOf(inputs[1]);
    const kept = reducedDims(x.dims, axes, true);
    const count = sizeOf(
      x.dims.filter((_, i) => axes.length === 0 || axes.some((axis) => normalAxis(axis, x.rank) === i)),
    );
    return [g.expand(g.mul(g.reshape(dy, kept), 1 / Number(count)), x.dims), null];
  }),
  float64: true,
  samples: [
    {
      name: "columns",
      inputs: [
        { dims: [2, 3], values: [1, 2, 3, 4, 5, 6] },
        { dims: [1], dtype: "int64", values: [0], constant: true },
      ],
      attributes: { keepdims: 0 },
      expected: [[2.5, 3.5, 4.5]],
    },
    { name: "all", inputs: [{ dims: [2, 3] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [{ dims: [2, 3, 4] }, { dims: [2], dtype: "int64", values: [0, -1], constant: true }],
      attributes: { keepdims: 1 },
    },
  ],
});
