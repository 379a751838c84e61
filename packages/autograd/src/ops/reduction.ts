/** What the operators that reduce over axes share. */
import { fixedDims, normalAxis } from "../ir/dims.ts";
import type { Dim, Dims, TensorType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import { type Call, input, intAttribute, integers } from "./operator.ts";

/** Dimensions after reducing over `axes` (all of them when empty). */
export function reducedDims(dims: Dims, axes: readonly number[], keepdims: boolean): Dim[] {
  const reduced = new Set(
    axes.length === 0 ? dims.map((_, i) => i) : axes.map((axis) => normalAxis(axis, dims.length)),
  );
  return dims.flatMap((dim, i) => (reduced.has(i) ? (keepdims ? [1] : []) : [dim]));
}

export function inferReduced(call: Call): readonly TensorType[] {
  const { dtype, dims } = input(call, 0);
  const axes = call.inputs[1] ? integers(call, 1) : [];
  return [{ dtype, dims: reducedDims(dims, axes, intAttribute(call.attributes, "keepdims", 1) === 1) }];
}

/** The axes a node reduces over, from its second input; empty means all. */
export function axesOf(axes: Value | null | undefined): number[] {
  return fixedDims(axes?.type.contents ?? [], "The list of axes");
}
