/** y = x with updates in the place of the entries at indices along one axis, each at most once, or added to them. */
import { defineOperator, fn, inferSame, intAttribute, refuseGradient } from "./operator.ts";

export const scatterElements = defineOperator({
  type: "ScatterElements",
  since: 18,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: { axis: "int", reduction: "string" },
  infer: inferSame,
  gradient: fn((context) => {
    const { g, dy, attributes, input: at } = context;
    const [indices, axis] = [at(1), intAttribute(attributes, "axis", 0)];
    const read = g.gatherElements(dy, indices, axis);
    switch (attributes.reduction ?? "none") {
      case "add":
        return [dy, null, read];
      case "none":
        return [
          g.apply("ScatterElements", [dy, indices, g.zeros(indices.dims, dy.dtype)], { axis }),
          null,
          read,
        ];
      default:
        return refuseGradient(context, "only added or replacing updates have one");
    }
  }),
  float64: true,
  samples: [
    {
      name: "in their place",
      inputs: [{ dims: [2, 3] }, { dims: [2, 2], dtype: "int64", values: [1, 2, 0, 1] }, { dims: [2, 2] }],
      attributes: { axis: 1 },
    },
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
