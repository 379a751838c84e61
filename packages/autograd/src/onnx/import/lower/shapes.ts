/** Operators that only ask for, or change, how numbers are laid out. */
import { normalAxis, sizeOf } from "../../../ir/dims.ts";
import type { Dims } from "../../../ir/tensor.ts";
import { given, type Lowering } from "./lowering.ts";

/** [d₀ × … , … × dₙ]: two axes, parted before `axis`. */
const flatten: Lowering = (use) => {
  const x = given(use, 0);
  const axis = use.attributes.int("axis", 1);
  const at = axis === x.rank ? axis : normalAxis(axis, x.rank);
  return [use.g.reshape(x, [sizeOf(x.dims.slice(0, at)), sizeOf(x.dims.slice(at))])];
};

/** Rows of depth to squares of pixels, and back; only the order of axes differs between the two modes. */
const depthToSpace: Lowering = (use) => {
  const { g, attributes } = use;
  const x = given(use, 0);
  const side = attributes.int("blocksize", 1);
  const [batch = 1, , height = 1, width = 1] = x.dims;
  const depth = x.size(1) / side ** 2;
  const rows: Dims = [batch, Number(height) * side, Number(width) * side];
  const crd = attributes.text("mode", "DCR") === "CRD";
  const parts: Dims = crd
    ? [batch, depth, side, side, height, width]
    : [batch, side, side, depth, height, width];
  const perm = crd ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
  const [first = 1, ...grid] = rows;
  return [g.reshape(g.transpose(g.reshape(x, parts), perm), [first, depth, ...grid])];
};

/** Transposed axes are reversed where the file names no order. */
const transpose: Lowering = (use) => {
  const x = given(use, 0);
  return [use.g.transpose(x, use.attributes.ints("perm") ?? [...x.dims.keys()].reverse())];
};

/** A 0 among the wanted sizes copies one, unless the file says that it means 0. */
const reshape: Lowering = (use) => {
  if (use.attributes.int("allowzero", 0) === 1 && given(use, 1).type.contents?.includes(0))
    throw new Error("empty tensors are not supported");
  return use.g.op("Reshape", use.inputs);
};

export const SHAPE_LOWERINGS: { readonly [type: string]: Lowering } = {
  Flatten: flatten,
  DepthToSpace: depthToSpace,
  Transpose: transpose,
  Reshape: reshape,
};
