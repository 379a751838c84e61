/** y = the dimensions of x, from axis `start` to `end`. */
import { defineOperator, input, intAttribute, zero } from "./operator.ts";

export const shape = defineOperator({
  type: "Shape",
  since: 15,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { start: "int", end: "int" },
  infer: (call) => {
    const { dims } = input(call, 0);
    const contents = dims.slice(
      intAttribute(call.attributes, "start", 0),
      intAttribute(call.attributes, "end", dims.length),
    );
    return [{ dtype: "int64", dims: [contents.length], contents }];
  },
  gradient: zero("dimensions do not depend on the numbers"),
  float64: true,
  samples: [
    { name: "part", inputs: [{ dims: [2, 3, 4] }], attributes: { start: 1, end: 3 }, expected: [[3, 4]] },
  ],
});
