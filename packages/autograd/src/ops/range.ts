/** y = start, start + delta, … below (or, counting down, above) the limit. */
import { defineOperator, input, integers, zero } from "./operator.ts";

export const range = defineOperator({
  type: "Range",
  since: 11,
  inputs: [3, 3],
  outputs: [1, 1],
  attributes: {},
  infer: (call) => {
    const { dtype } = input(call, 0);
    const [start = 0, limit = 0, delta = 1] = [0, 1, 2].flatMap((index) => integers(call, index));
    if (delta === 0) throw new Error("A range needs a step other than 0.");
    const count = Math.max(0, Math.ceil((limit - start) / delta));
    const contents = Array.from({ length: count }, (_, i) => start + i * delta);
    return [dtype === "int64" ? { dtype, dims: [count], contents } : { dtype, dims: [count] }];
  },
  gradient: zero("its bounds are fixed while the graph is built"),
  float64: true,
  samples: [
    {
      name: "down",
      inputs: [
        { dims: [], dtype: "int64", values: [5], constant: true },
        { dims: [], dtype: "int64", values: [0], constant: true },
        { dims: [], dtype: "int64", values: [-2], constant: true },
      ],
      expected: [[5, 3, 1]],
    },
  ],
});
