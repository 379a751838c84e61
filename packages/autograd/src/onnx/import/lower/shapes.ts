/** Operators that only change how numbers are laid out. */
import { given, type Lowering } from "./lowering.ts";

/** Axes are reversed where the file names no order. */
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
  Transpose: transpose,
  Reshape: reshape,
};
