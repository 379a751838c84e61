/** What the operators that reduce over axes share. */
import { fixedDims, normalAxis } from "../ir/dims.ts";
import type { Dim, Dims, TensorType } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";
import {
  type AttributeKind,
  type Call,
  type GradientContext,
  input,
  intAttribute,
  integers,
} from "./operator.ts";

export const REDUCTION_ATTRIBUTES: { readonly [name: string]: AttributeKind } = {
  keepdims: "int",
  noop_with_empty_axes: "int",
};

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
  if (axes.length === 0 && intAttribute(call.attributes, "noop_with_empty_axes", 0) === 1) {
    throw new Error("Without axes it would reduce nothing; leave the node out.");
  }
  return [{ dtype, dims: reducedDims(dims, axes, intAttribute(call.attributes, "keepdims", 1) === 1) }];
}

/** The axes a node reduces over, from its second input; empty means all. */
export function axesOf(axes: Value | null | undefined): number[] {
  return fixedDims(axes?.type.contents ?? [], "The list of axes");
}

/** The gradient and the result of a reduction with the reduced axes kept as size 1, and which axes those are. */
export function keptGradient({ g, dy, inputs, input: at, output }: GradientContext): {
  readonly dy: Value;
  readonly y: Value;
  readonly axes: readonly number[];
} {
  const axes = axesOf(inputs[1]);
  const kept = reducedDims(at(0).dims, axes, true);
  return { dy: g.reshape(dy, kept), y: g.reshape(output(0), kept), axes };
}
