/** y = the inputs one after another along an axis. */
import { addDims, dimAt, normalAxis } from "../ir/dims.ts";
import type { Dim } from "../ir/tensor.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const concat = defineOperator({
  type: "Concat",
  since: 13,
  inputs: [1, Number.POSITIVE_INFINITY],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: (call) => {
    const first = input(call, 0);
    const axis = normalAxis(intAttribute(call.attributes, "axis", 0), first.dims.length);
    const types = call.inputs.map((_, i) => input(call, i));
    for (const { dtype, dims } of types) {
      const fits =
        dims.length === first.dims.length && dims.every((dim, i) => i === axis || dim === first.dims[i]);
      if (!fits || dtype !== first.dtype) {
        throw new Error(
          `${dtype}[${dims.join(", ")}] cannot follow ${first.dtype}[${first.dims.join(", ")}] along axis ${axis}.`,
        );
      }
    }
    const along = types.map(({ dims }) => dimAt(dims, axis)).reduce<Dim>(addDims, 0);
    const dims = first.dims.map((dim, i) => (i === axis ? along : dim));
    const contents = types.flatMap((type) => type.contents ?? []);
    const known = types.every((type) => type.contents !== undefined);
    return [known ? { dtype: first.dtype, dims, contents } : { dtype: first.dtype, dims }];
  },
  gradient: fn(({ g, dy, inputs, attributes, input: at }) => {
    const axis = intAttribute(attributes, "axis", 0);
    const sizes = inputs.map((_, i) => at(i).size(axis));
    return g.split(dy, sizes, axis);
  }),
  float64: true,
  samples: [
    {
      name: "columns",
      inputs: [
        { dims: [2, 1], values: [1, 2] },
        { dims: [2, 2], values: [3, 4, 5, 6] },
      ],
      attributes: { axis: 1 },
      expected: [[1, 3, 4, 2, 5, 6]],
    },
    {
      name: "three",
      inputs: [{ dims: [2, 3] }, { dims: [1, 3] }, { dims: [4, 3] }],
      attributes: { axis: -2 },
    },
  ],
});
