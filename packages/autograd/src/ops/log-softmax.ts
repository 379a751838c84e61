/** y = x − ln Σ eˣ along an axis. */
import { defineOperator, fn, inferFloat, intAttribute } from "./operator.ts";

export const logSoftmax = defineOperator({
  type: "LogSoftmax",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: inferFloat,
  // dx = dy − eʸ ∘ Σ dy
  gradient: fn(({ g, dy, attributes, output }) => {
    const sum = g.reduceSum(dy, [intAttribute(attributes, "axis", -1)], true);
    return [g.sub(dy, g.mul(g.exp(output(0)), sum))];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [1, 2], values: [0, 1] }],
      attributes: { axis: -1 },
      expected: [[-1.31326168752, -0.31326168752]],
    },
    { name: "rows", inputs: [{ dims: [3, 4] }], attributes: { axis: -1 } },
  ],
});
