/** y [N, C/b², bH, bW] = x [N, C, H, W] with blocks of channels laid out as squares of b × b pixels. */
import { depthFromSpace, spaceFromDepth } from "./blocks-of-pixels.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const depthToSpace = defineOperator({
  type: "DepthToSpace",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { blocksize: "int", mode: "string" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    return [{ dtype, dims: spaceFromDepth(dims, intAttribute(call.attributes, "blocksize", 1)) }];
  },
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const x = at(0);
    const side = intAttribute(attributes, "blocksize", 1);
    const columnsFirst = attributes.mode === "CRD";
    return [depthFromSpace(g, dy, { dims: x.dims, side, columnsFirst })];
  }),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [1, 4, 1, 2], values: [1, 2, 3, 4, 5, 6, 7, 8] }],
      attributes: { blocksize: 2 },
      expected: [[1, 3, 2, 4, 5, 7, 6, 8]],
    },
    { name: "depth first", inputs: [{ dims: [2, 8, 2, 3] }], attributes: { blocksize: 2, mode: "DCR" } },
    { name: "columns first", inputs: [{ dims: [2, 8, 2, 3] }], attributes: { blocksize: 2, mode: "CRD" } },
  ],
});
