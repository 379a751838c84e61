/** y = greatest x over axes. Equal greatest entries share the gradient. */
import { defineOperator, fn } from "./operator.ts";
import { axesOf, inferReduced, REDUCTION_ATTRIBUTES, reducedDims } from "./reduction.ts";

export const reduceMax = defineOperator({
  type: "ReduceMax",
  since: 18,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  gradient: fn(({ g, dy, inputs, input: at, output }) => {
    const x = at(0);
    const axes = axesOf(inputs[1]);
    const kept = reducedDims(x.dims, axes, true);
    const greatest = g.cast(g.equal(x, g.reshape(output(0), kept)), dy.dtype);
    const share = g.div(g.reshape(dy, kept), g.reduceSum(greatest, axes, true));
    return [g.mul(greatest, share), null];
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
      expected: [[4, 5, 6]],
    },
    { name: "all", inputs: [{ dims: [2, 3] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [{ dims: [2, 3, 4] }, { dims: [2], dtype: "int64", values: [0, -1], constant: true }],
      attributes: { keepdims: 1 },
    },
  ],
});
