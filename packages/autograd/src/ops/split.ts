/** y₁ … yₙ = x cut along an axis into parts of the given sizes, or of equal ones (`num_outputs`, the last may be smaller). */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute, integers } from "./operator.ts";

export const split = defineOperator({
  type: "Split",
  since: 18,
  inputs: [1, 2],
  outputs: [1, Number.POSITIVE_INFINITY],
  attributes: { axis: "int", num_outputs: "int" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const axis = normalAxis(intAttribute(call.attributes, "axis", 0), dims.length);
    const sizes = call.inputs[1] ? integers(call, 1) : equalParts(Number(dims[axis]), call.outputs);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (total !== dims[axis] || sizes.length !== call.outputs) {
      throw new Error(`[${dims.join(", ")}] cannot be cut along axis ${axis} into ${sizes.join(" + ")}.`);
    }
    return sizes.map((size) => ({ dtype, dims: dims.map((dim, i) => (i === axis ? size : dim)) }));
  },
  gradient: fn(({ g, gradients, attributes, output }) => {
    const parts = gradients.map((gradient, i) => gradient ?? g.zeros(output(i).dims, output(i).dtype));
    return [g.concat(parts, intAttribute(attributes, "axis", 0)), null];
  }),
  float64: true,
  samples: [
    {
      name: "columns",
      inputs: [
        { dims: [2, 3], values: [1, 2, 3, 4, 5, 6] },
        { dims: [2], dtype: "int64", values: [1, 2], constant: true },
      ],
      attributes: { axis: 1 },
      outputs: 2,
      expected: [
        [1, 4],
        [2, 3, 5, 6],
      ],
    },
    {
      name: "equal parts, the last smaller",
      inputs: [{ dims: [5, 2] }],
      attributes: { axis: 0, num_outputs: 2 },
      outputs: 2,
      checkOutputs: [0, 1],
    },
    {
      name: "one part unused",
      inputs: [{ dims: [4, 2] }, { dims: [2], dtype: "int64", values: [1, 3], constant: true }],
      attributes: { axis: 0 },
      outputs: 2,
      checkOutputs: [1],
    },
  ],
});

function equalParts(size: number, count: number): number[] {
  const part = Math.ceil(size / count);
  return Array.from({ length: count }, (_, i) => Math.min(part, size - i * part));
}
