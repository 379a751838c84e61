/** y = x as another element type. */
import { isFloat } from "../ir/tensor.ts";
import { codeOf, dtypeOf } from "../onnx/element-type.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const cast = defineOperator({
  type: "Cast",
  since: 19,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { saturate: "int", to: "int" },
  infer: (call) => {
    const { dims, contents } = input(call, 0);
    const dtype = dtypeOf(intAttribute(call.attributes, "to", 0));
    const whole = contents?.map((entry) => (typeof entry === "number" ? Math.trunc(entry) : entry));
    return [whole && dtype === "int64" ? { dtype, dims, contents: whole } : { dtype, dims }];
  },
  gradient: fn(({ g, dy, input: at }) => [isFloat(at(0).dtype) ? g.cast(dy, at(0).dtype) : null]),
  float64: true,
  samples: [
    {
      name: "to whole numbers",
      inputs: [{ dims: [3], values: [-1.5, 0, 2.7] }],
      attributes: { to: codeOf("int64") },
      expected: [[-1, 0, 2]],
    },
    { name: "to double", inputs: [{ dims: [2, 2] }], attributes: { to: codeOf("float64") } },
  ],
});
