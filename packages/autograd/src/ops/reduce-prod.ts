/** y = Π x over axes. */
import { defineOperator, fn } from "./operator.ts";
import { inferReduced, keptGradient, REDUCTION_ATTRIBUTES } from "./reduction.ts";

export const reduceProd = defineOperator({
  type: "ReduceProd",
  since: 18,
  inputs: [1, 2],
  outputs: [1, 1],
  attributes: REDUCTION_ATTRIBUTES,
  infer: inferReduced,
  // y/x; where x is the only zero among its factors, the product of the others; among two zeros or more, 0.
  gradient: fn((context) => {
    const { g, input } = context;
    const x = input(0);
    const { dy, y, axes } = keptGradient(context);
    const isZero = g.equal(x, 0);
    const zeros = g.reduceSum(g.cast(isZero, x.dtype), axes, true);
    const operands = [g.where(isZero, 1, x), ...context.inputs.slice(1)];
    const others = g.apply("ReduceProd", operands, { ...context.attributes, keepdims: 1 });
    const atZero = g.where(g.equal(zeros, 1), g.mul(dy, others), 0);
    return [g.where(isZero, atZero, g.div(g.mul(dy, y), x)), null];
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
      expected: [[4, 10, 18]],
    },
    { name: "all", inputs: [{ dims: [2, 3], range: [0.5, 1.5] }], attributes: { keepdims: 0 } },
    {
      name: "two of three",
      inputs: [
        { dims: [2, 3, 4], range: [0.5, 1.5] },
        { dims: [2], dtype: "int64", values: [0, -1], constant: true },
      ],
      attributes: { keepdims: 1 },
    },
    {
      name: "around zeros",
      inputs: [
        { dims: [3, 2], values: [0, 0, 2, 3, 4, 0] },
        { dims: [1], dtype: "int64", values: [0], constant: true },
      ],
      attributes: { keepdims: 0 },
      smooth: true,
    },
  ],
});
