/**
 * y = x with `updates` added at the rows that `indices` [n, 1] name. No gradient is built from it: where indices repeat,
 * ONNX Runtime 1.30 adds from several threads without a lock and now and then loses a sum.
 */
import { defineOperator, forbidden, inferSame } from "./operator.ts";

export const scatterNd = defineOperator({
  type: "ScatterND",
  since: 18,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: { reduction: "string" },
  infer: inferSame,
  gradient: forbidden(
    "repeated indices are not added reliably by the runtime; use Gather or ScatterElements",
  ),
  float64: true,
  samples: [
    {
      name: "one row twice",
      inputs: [
        { dims: [3, 2], values: [0, 0, 1, 1, 2, 2] },
        { dims: [3, 1], dtype: "int64", values: [2, 0, 2], constant: true },
        { dims: [3, 2], values: [1, 2, 3, 4, 5, 6] },
      ],
      attributes: { reduction: "add" },
      expected: [[3, 4, 1, 1, 8, 10]],
    },
  ],
});
