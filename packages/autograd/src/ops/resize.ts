/** y = x sampled anew along some axes: nearest entry, linear or cubic, by scales or to given sizes. */

import { isSymbolic, normalAxis } from "../ir/dims.ts";
import type { Dims } from "../ir/tensor.ts";
import { alongAxis } from "./along-axis.ts";
import { type Call, defineOperator, fn, input, intsAttribute, refuseGradient } from "./operator.ts";
import { type ResizedAxis, resizeWeights, unknownForm } from "./resize-weights.ts";

export const resize = defineOperator({
  type: "Resize",
  since: 19,
  inputs: [3, 4],
  outputs: [1, 1],
  attributes: {
    antialias: "int",
    axes: "ints",
    coordinate_transformation_mode: "string",
    cubic_coeff_a: "float",
    exclude_outside: "int",
    extrapolation_value: "float",
    keep_aspect_ratio_policy: "string",
    mode: "string",
    nearest_mode: "string",
  },
  infer: (call) => {
    const { dtype, dims } = input(call, 0);
    const resized = resizedAxes(call);
    return [{ dtype, dims: dims.map((dim, i) => (isSymbolic(dim) ? dim : (resized[i]?.to ?? dim))) }];
  },
  // It is linear along each axis: y = W·x, so dx = Wᵀ·dy.
  gradient: fn((context) => {
    const { g, dy, inputs, attributes } = context;
    const unknown = unknownForm(attributes);
    if (unknown !== null) refuseGradient(context, unknown);
    const call = { inputs: inputs.map((value) => value?.type ?? null), attributes, outputs: 1 };
    const dx = resizedAxes(call).reduce((gradient, axis, place) => {
      if (axis.from === axis.to && axis.scale === 1) return gradient;
      const weights = g.constant(resizeWeights(axis, attributes), [axis.to, axis.from], dy.dtype);
      return alongAxis(g, gradient, { weights, place });
    }, dy);
    return [dx, null, null, null];
  }),
  float64: false,
  samples: [
    {
      name: "nearest, twice as wide",
      inputs: [
        { dims: [1, 1, 1, 2], values: [1, 2] },
        null,
        { dims: [4], values: [1, 1, 1, 2], constant: true },
      ],
      expected: [[1, 1, 2, 2]],
    },
    {
      name: "nearest, to sizes",
      inputs: [
        { dims: [2, 1, 3, 4] },
        null,
        null,
        { dims: [4], dtype: "int64", values: [2, 1, 6, 8], constant: true },
      ],
      attributes: { coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" },
    },
    {
      name: "linear, up",
      inputs: [
        { dims: [1, 2, 3, 4] },
        null,
        null,
        { dims: [4], dtype: "int64", values: [1, 2, 7, 9], constant: true },
      ],
      attributes: { mode: "linear", coordinate_transformation_mode: "pytorch_half_pixel" },
    },
    {
      name: "linear, corners aligned",
      inputs: [
        { dims: [1, 2, 3, 4] },
        null,
        null,
        { dims: [2], dtype: "int64", values: [5, 2], constant: true },
      ],
      attributes: { mode: "linear", coordinate_transformation_mode: "align_corners", axes: [2, 3] },
    },
    {
      name: "cubic, down",
      inputs: [{ dims: [1, 2, 8, 6] }, null, { dims: [4], values: [1, 1, 0.5, 0.75], constant: true }],
      attributes: { mode: "cubic" },
    },
    {
      name: "cubic, nothing outside",
      inputs: [
        { dims: [1, 1, 4, 4] },
        null,
        null,
        { dims: [4], dtype: "int64", values: [1, 1, 9, 7], constant: true },
      ],
      attributes: { mode: "cubic", cubic_coeff_a: -0.5, exclude_outside: 1 },
    },
    {
      name: "linear, symmetric",
      inputs: [{ dims: [1, 1, 5, 4] }, null, { dims: [4], values: [1, 1, 0.7, 1.3], constant: true }],
      attributes: { mode: "linear", coordinate_transformation_mode: "half_pixel_symmetric" },
    },
  ],
});

/** Every axis of x, those that keep their size included. A symbolic size must be kept; it counts as 1 here. */
function resizedAxes(call: Call): ResizedAxis[] {
  const { dims } = input(call, 0);
  const named = intsAttribute(call.attributes, "axes", [...dims.keys()]).map((axis) =>
    normalAxis(axis, dims.length),
  );
  const sizes = call.inputs[3]?.contents;
  const scales = sizes ? scalesTo(call, { dims, named, sizes }) : call.inputs[2]?.contents?.map(Number);
  if (!scales) throw new Error("Sizes or scales must be known while the graph is built.");
  const { keep_aspect_ratio_policy: policy = "stretch" } = call.attributes;
  return dims.map((size, axis) => {
    const at = named.indexOf(axis);
    const scale = scales[at] ?? 1;
    if (isSymbolic(size)) {
      if (scale !== 1) throw new Error(`Axis ${axis} has the symbolic size ${size} and cannot be resized.`);
      return { from: 1, to: 1, scale };
    }
    if (at < 0) return { from: size, to: size, scale };
    if (!sizes) return { from: size, to: Math.floor(Math.fround(size * scale)), scale };
    return { from: size, to: policy === "stretch" ? Number(sizes[at]) : Math.round(size * scale), scale };
  });
}

/** The scales that lead to the wanted sizes: one for all axes where the picture must keep its shape. */
function scalesTo(
  { attributes }: Call,
  { dims, named, sizes }: { dims: Dims; named: readonly number[]; sizes: Dims },
): number[] {
  const own = named.map((axis, at) =>
    sizes[at] === dims[axis] ? 1 : Number(sizes[at]) / Number(dims[axis]),
  );
  switch (attributes.keep_aspect_ratio_policy) {
    case "not_larger":
      return own.map(() => Math.min(...own));
    case "not_smaller":
      return own.map(() => Math.max(...own));
    default:
      return own;
  }
}
