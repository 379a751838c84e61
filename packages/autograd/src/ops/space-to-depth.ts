/** y [N, b²C, H/b, W/b] = x [N, C, H, W] with squares of b × b pixels laid out as blocks of channels. */
import { divideDims, multiplyDims } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";

export const spaceToDepth = defineOperator({
  type: "SpaceToDepth",
  since: 13,
  inputs: [1, 1],
  outputs: [1, 1],
  attributes: { blocksize: "int" },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const side = intAttribute(call.attributes, "blocksize", 1);
    const [batch = 1, channels = 1, height = 1, width = 1] = dims;
    const grid = [divideDims(height, side), divideDims(width, side)];
    return [{ dtype, dims: [batch, multiplyDims(channels, side * side), ...grid] }];
  },
  gradient: fn(({ g, dy, attributes }) => [
    g.apply("DepthToSpace", [dy], { blocksize: intAttribute(attributes, "blocksize", 1), mode: "DCR" }),
  ]),
  float64: true,
  samples: [
    {
      name: "literal",
      inputs: [{ dims: [1, 1, 2, 4], values: [1, 3, 2, 4, 5, 7, 6, 8] }],
      attributes: { blocksize: 2 },
      expected: [[1, 2, 3, 4, 5, 6, 7, 8]],
    },
    { name: "channels", inputs: [{ dims: [2, 2, 4, 6] }], attributes: { blocksize: 2 } },
  ],
});
