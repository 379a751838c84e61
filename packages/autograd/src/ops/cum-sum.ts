/** y = the running sum of x along an axis: with or without the entry itself, from the front or (`reverse`) the back. */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const cumSum = defineOperator({
  type: "CumSum",
  since: 14,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: { exclusive: "int", reverse: "int" },
  infer: (call) => {
    const [x, axis] = [input(call, 0), input(call, 1)];
    for (const place of axis.contents ?? []) normalAxis(Number(place), x.dims.length);
    return [{ dtype: x.dtype, dims: x.dims }];
  },
  // What an entry was added to lies on the other side of it.
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const exclusive = intAttribute(attributes, "exclusive", 0);
    const reverse = 1 - intAttribute(attributes, "reverse", 0);
    return [g.apply("CumSum", [dy, at(1)], { exclusive, reverse }), null];
  }),
  float64: true,
  samples: [
    {
      name: "rows",
      inputs: [
        { dims: [2, 3], values: [1, 2, 3, 4, 5, 6] },
        { dims: [], dtype: "int64", values: [1], constant: true },
      ],
      expected: [[1, 3, 6, 4, 9, 15]],
    },
    {
      name: "from the back, without the entry",
      inputs: [{ dims: [4, 2] }, { dims: [], dtype: "int64", values: [-2], constant: true }],
      attributes: { exclusive: 1, reverse: 1 },
    },
  ],
});
