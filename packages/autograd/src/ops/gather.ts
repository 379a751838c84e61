/** y = the entries of x along an axis at the given indices, such as rows of an embedding table. */
import { normalAxis } from "../ir/dims.ts";
import { defineOperator, fn, input, intAttribute } from "./operator.ts";
import { sumByRow } from "./sum-by-row.ts";

export const gather = defineOperator({
  type: "Gather",
  since: 13,
  inputs: [2, 2],
  outputs: [1, 1],
  attributes: { axis: "int" },
  infer: (call) => {
    const [x, indices] = [input(call, 0), input(call, 1)];
    if (indices.dtype !== "int64" && indices.dtype !== "int32") {
      throw new Error(`Indices must be int64 or int32, got ${indices.dtype}.`);
    }
    const axis = normalAxis(intAttribute(call.attributes, "axis", 0), x.dims.length);
    const dims = [...x.dims.slice(0, axis), ...indices.dims, ...x.dims.slice(axis + 1)];
    if (!x.contents || !indices.contents) return [{ dtype: x.dtype, dims }];
    const contents = indices.contents.map((index) => x.contents?.at(Number(index)) ?? 0);
    return [{ dtype: x.dtype, dims, contents }];
  },
  // The gradient of every entry is added to the row it was read from.
  gradient: fn(({ g, dy, attributes, input: at }) => {
    const [x, indices] = [at(0), at(1)];
    const axis = normalAxis(intAttribute(attributes, "axis", 0), x.rank);
    const others = [...x.dims.keys()].filter((i) => i !== axis);
    const indexAxes = indices.dims.map((_, i) => axis + i);
    const rest = [...dy.dims.keys()].filter((i) => !indexAxes.includes(i));
    const width = others.reduce((product, i) => product * x.size(i), 1);
    const entries = g.reshape(g.transpose(dy, [...indexAxes, ...rest]), [-1, width]);
    const rows = sumByRow(g, entries, { indices: g.reshape(indices, [-1]), count: x.size(axis) });
    const front = [axis, ...others];
    const table = g.reshape(
      rows,
      front.map((i) => x.size(i)),
    );
    return [
      g.transpose(
        table,
        x.dims.map((_, i) => front.indexOf(i)),
      ),
      null,
    ];
  }),
  float64: true,
  samples: [
    {
      name: "rows, one twice",
      inputs: [
        { dims: [3, 2], values: [1, 2, 3, 4, 5, 6] },
        { dims: [3], dtype: "int64", values: [2, 0, 2] },
      ],
      expected: [[5, 6, 1, 2, 5, 6]],
    },
    {
      name: "columns by a matrix of indices",
      inputs: [{ dims: [2, 4, 3] }, { dims: [2, 2], dtype: "int64", values: [3, 1, 1, 0] }],
      attributes: { axis: 1 },
    },
    {
      name: "rows of a long table, one twice",
      inputs: [{ dims: [200, 2] }, { dims: [2, 2], dtype: "int64", values: [199, 7, 7, 0] }],
      attributes: { axis: 0 },
    },
    {
      name: "many rows of a long table",
      inputs: [
        { dims: [130, 2] },
        { dims: [40], dtype: "int64", values: Array.from({ length: 40 }, (_, i) => (i * 37) % 130) },
      ],
      attributes: { axis: 0 },
    },
    {
      name: "one row",
      inputs: [{ dims: [2, 4, 3] }, { dims: [], dtype: "int64", values: [0] }],
      attributes: { axis: 1 },
    },
  ],
});
