/** y = one number in every place of the given dimensions; 0 where the attribute is left out. */

import type { Attributes } from "../ir/node.ts";
import type { TensorData } from "../ir/tensor.ts";
import { defineOperator, input, zero } from "./operator.ts";

export const constantOfShape = defineOperator({
  type: "ConstantOfShape",
  since: 9,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { value: "tensor" },
  infer: (call) => {
    const dims = input(call, 0).contents;
    if (!dims) throw new Error("The dimensions must be known while the graph is built.");
    return [{ dtype: filling(call.attributes)?.dtype ?? "float32", dims }];
  },
  gradient: zero("the number is fixed"),
  float64: true,
  samples: [
    {
      name: "sevens",
      inputs: [{ dims: [2], dtype: "int64", values: [1, 3], constant: true }],
      attributes: { value: { dtype: "float32", dims: [1], data: Float32Array.of(7) } },
      expected: [[7, 7, 7]],
    },
    {
      name: "zeros",
      inputs: [{ dims: [1], dtype: "int64", values: [2], constant: true }],
      expected: [[0, 0]],
    },
  ],
});

function filling({ value }: Attributes): TensorData | null {
  return typeof value === "object" && "dtype" in value ? value : null;
}
