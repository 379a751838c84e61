/** y = x as a matrix: the axes before `axis` become one, and so do the others. */
import { sizeOf } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const flatten = defineOperator({
  type: "Flatten",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const axis = intAttribute(call.attributes, "axis", 1);
    const at = axis < 0 ? axis + dims.length : axis;
    if (at < 0 || at > dims.length) throw new Error(`[${dims.join(", ")}] cannot be parted at axis ${axis}.`);
    return [{ dtype, dims: [sizeOf(dims.slice(0, at)), sizeOf(dims.slice(at))] }];
  },
  gradient: fn(({ g, dy, input: at }) => [g.reshape(dy, at(0).dims)]),
  float64: true,
  samples: [
    { name: "rows", inputs: [{ dims: [2, 1, 2], values: [1, 2, 3, 4] }], expected: [[1, 2, 3, 4]] },
    { name: "from the end", inputs: [{ dims: [2, 3, 4] }], attributes: { axis: -1 } },
  ],
});
