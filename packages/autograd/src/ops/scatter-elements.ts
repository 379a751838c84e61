/** y = x with updates added at indices along one axis. */
import { defineOperator, fn, inferSame, intAttribute } from "./operator.ts";

export const scatterElements = defineOperator({
  type: "ScatterElements",
  since: 18,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: { axis: "int", reduction: "string" },
  infer: inferSame,
  gradient: fn(({ g, dy, attributes, input }) => [
    dy,
    null,
    g.gatherElements(dy, input(1), intAttribute(attributes, "axis", 0)),
  ]),
  float64: true,
  samples: [
    {
      name: "one place twice",
      inputs: [
        { dims: [1, 3], values: [1, 2, 3] },
        { dims: [1, 2], dtype: "int64", values: [1, 1] },
        { dims: [1, 2], values: [10, 20] },
      ],
      attributes: { axis: 1, reduction: "add" },
      expected: [[1, 32, 3]],
    },
  ],
});
