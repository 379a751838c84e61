/** y [length, directions, N, hidden] = a long short-term memory run over x [length, N, features] (Hochreiter & Schmidhuber 1997). */
import { defineOperator, forbidden, input, intAttribute } from "./operator.ts";

export const lstm = defineOperator({
  type: "LSTM",
  since: 14,
  inputs: [3, 8],
  outputs: [1, 3],
  attributes: { clip: "float", direction: "string", hidden_size: "int", input_forget: "int", layout: "int" },
  infer: (call) => {
    const [x, recurrence] = [input(call, 0), input(call, 2)];
    if (intAttribute(call.attributes, "layout", 0) !== 0)
      throw new Error("The length must come first (layout 0).");
    const [length = 1, batch = 1] = x.dims;
    const [directions = 1, , hidden = 1] = recurrence.dims;
    const state = { dtype: x.dtype, dims: [directions, batch, hidden] };
    return [{ dtype: x.dtype, dims: [length, directions, batch, hidden] }, state, state].slice(
      0,
      call.outputs,
    );
  },
  gradient: forbidden(
    "the steps of a recurrent layer are not written out here; keep what lies before it frozen",
  ),
  float64: false,
  samples: [
    {
      name: "one unit, one step",
      inputs: [
        { dims: [1, 1, 1], values: [1] },
        { dims: [1, 4, 1], values: [0, 0, 0, 1] },
        { dims: [1, 4, 1], values: [0, 0, 0, 0] },
      ],
      attributes: { hidden_size: 1 },
      outputs: 3,
      // i = f = o = σ(0) = ½, candidate tanh(1): c = ½·tanh 1, h = ½·tanh c.
      expected: [[0.18169974], [0.18169974], [0.38079708]],
    },
  ],
});
