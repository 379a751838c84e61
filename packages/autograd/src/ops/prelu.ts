/** y = x where x > 0, else slope · x with a slope for every channel (He et al. 2015). */
import { broadcastDims, sameDims } from "../ir/dims.ts";
import { defineOperator, fn, input, requireFloat } from "./operator.ts";

export const prelu = defineOperator({
  type: "PRelu",
  since: 16,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    requireFloat(call);
    const [x, slope] = [input(call, 0), input(call, 1)];
    if (!sameDims(broadcastDims(x.dims, slope.dims), x.dims)) {
      throw new Error(`Slopes [${slope.dims.join(", ")}] do not fit [${x.dims.join(", ")}].`);
    }
    return [{ dtype: x.dtype, dims: x.dims }];
  },
  gradient: fn(({ g, dy, needs, input: at }) => {
    const above = g.greater(at(0), 0);
    return [
      needs[0] ? g.where(above, dy, g.mul(dy, at(1))) : null,
      needs[1] ? g.where(above, 0, g.mul(dy, at(0))) : null,
    ];
  }),
  float64: false,
  samples: [
    {
      name: "literal",
      inputs: [
        { dims: [1, 2, 2], values: [-1, 2, -3, 4] },
        { dims: [2, 1], values: [0.5, 0.1] },
      ],
      expected: [[-0.5, 2, -0.3, 4]],
    },
    { name: "below", inputs: [{ dims: [2, 3, 2], range: [-2, -0.1] }, { dims: [3, 1] }] },
  ],
});
