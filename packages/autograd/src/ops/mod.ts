/** y = the rest of a / b: with b's sign (fmod = 0, whole numbers), or with a's as in C (fmod = 1). */
import { defineOperator, fn, inferBroadcast, input, intAttribute } from "./operator.ts";

export const mod = defineOperator({
  type: "Mod",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: { fmod: "int" },
  infer: (call) => {
    const { dtype } = input(call, 0);
    if (dtype.startsWith("float") && intAttribute(call.attributes, "fmod", 0) === 0) {
      throw new Error("The rest of floating-point numbers needs fmod = 1.");
    }
    return inferBroadcast(call);
  },
  // y = a − b·trunc(a / b), and trunc is piecewise constant: trunc(a / b) = (a − y)/b.
  gradient: fn(({ g, dy, needs, input: at, output }) => [
    dy,
    needs[1] ? g.neg(g.mul(dy, g.round(g.div(g.sub(at(0), output(0)), at(1))))) : null,
  ]),
  float64: true,
  samples: [
    {
      name: "whole numbers",
      inputs: [
        { dims: [4], dtype: "int64", values: [-4, 7, 5, -5] },
        { dims: [4], dtype: "int64", values: [3, -3, 8, 8] },
      ],
      expected: [[2, -2, 5, 3]],
    },
    {
      name: "as in C",
      inputs: [
        { dims: [2, 2], values: [-4.25, 7.5, 5.25, -5.5] },
        { dims: [2], values: [3, -2] },
      ],
      attributes: { fmod: 1 },
      expected: [[-1.25, 1.5, 2.25, -1.5]],
      smooth: true,
    },
  ],
});
