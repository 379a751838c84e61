/**
 * y = x with `updates` in the place of the parts that index vectors name, each at most once. Added updates (`reduction`)
 * have no gradient here: where indices repeat, ONNX Runtime 1.30 adds from several threads without a lock and now and then
 * loses a sum.
 */
import { sameDims } from "../ir/dims.ts";
import { indexedAxes } from "./index-vectors.ts";
import { defineOperator, fn, input, refuseGradient } from "./operator.ts";

export const scatterNd = defineOperator({
  type: "ScatterND",
  since: 18,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: { reduction: "string" },
  infer: (call) => {
    const [x, indices, updates] = [input(call, 0), input(call, 1), input(call, 2)];
    const rest = x.dims.slice(indexedAxes(x, indices, 0));
    if (!sameDims(updates.dims, [...indices.dims.slice(0, -1), ...rest])) {
      throw new Error(`Updates [${updates.dims.join(", ")}] do not fit the indices and x.`);
    }
    return [{ dtype: x.dtype, dims: x.dims }];
  },
  gradient: fn((context) => {
    const { g, dy, attributes, needs, input: at } = context;
    if ((attributes.reduction ?? "none") !== "none") {
      refuseGradient(context, "the runtime may lose an added update; use Gather or ScatterElements");
    }
    const [indices, updates] = [at(1), at(2)];
    return [
      needs[0] ? g.apply("ScatterND", [dy, indices, g.zeros(updates.dims, dy.dtype)]) : null,
      null,
      needs[2] ? g.apply("GatherND", [dy, indices]) : null,
    ];
  }),
  float64: true,
  samples: [
    {
      name: "rows",
      inputs: [
        { dims: [3, 2], values: [0, 0, 1, 1, 2, 2] },
        { dims: [2, 1], dtype: "int64", values: [2, 0] },
        { dims: [2, 2], values: [1, 2, 3, 4] },
      ],
      expected: [[3, 4, 1, 1, 1, 2]],
      smooth: true,
    },
    {
      name: "entries",
      inputs: [{ dims: [3, 2] }, { dims: [2, 2], dtype: "int64", values: [2, 0, 0, -1] }, { dims: [2] }],
    },
  ],
});
