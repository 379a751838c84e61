/** The arithmetic that convolution and pooling share: windows moved over the spatial axes of [N, C, …]. */
import type { Attributes } from "../ir/node.ts";
import type { Dim, Dims } from "../ir/tensor.ts";
import { intsAttribute } from "./operator.ts";

export interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Zeros (or nothing, when pooling) before each spatial axis, then after each. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Reads a window from a node's attributes. `kernel` is taken where the attribute is left out. */
export function windowOf(attributes: Attributes, kernel: readonly number[]): Window {
  if (attributes.auto_pad !== undefined && attributes.auto_pad !== "NOTSET") {
    throw new Error(`auto_pad ${attributes.auto_pad} is not supported; write the pads out.`);
  }
  const shape = intsAttribute(attributes, "kernel_shape", kernel);
  const ones = shape.map(() => 1);
  const pads = intsAttribute(attributes, "pads", [...ones, ...ones].fill(0));
  return {
    kernel: shape,
    strides: intsAttribute(attributes, "strides", ones),
    dilations: intsAttribute(attributes, "dilations", ones),
    before: pads.slice(0, shape.length),
    after: pads.slice(shape.length),
  };
}

/** ⌊(size + pads − dilation·(kernel − 1) − 1) / stride⌋ + 1 along every spatial axis. */
export function slidDims(spatial: Dims, { kernel, strides, dilations, before, after }: Window): Dim[] {
  return kernel.map((k, i) => {
    const size = spatial[i];
    if (typeof size !== "number") throw new Error(`The spatial size ${size} must be a number.`);
    const reach = (dilations[i] ?? 1) * (k - 1) + 1;
    const free = size + (before[i] ?? 0) + (after[i] ?? 0) - reach;
    if (free < 0) throw new Error(`A window of ${reach} does not fit into ${size} with its padding.`);
    return Math.floor(free / (strides[i] ?? 1)) + 1;
  });
}

/** What a transposed window must add at the end so that it gives back exactly `spatial` from what it slid to. */
export function outputPadding(spatial: Dims, slid: Dims, window: Window): number[] {
  return window.kernel.map((k, i) => {
    const reach = (window.dilations[i] ?? 1) * (k - 1) + 1;
    const least = (Number(slid[i]) - 1) * (window.strides[i] ?? 1) + reach;
    return Number(spatial[i]) + (window.before[i] ?? 0) + (window.after[i] ?? 0) - least;
  });
}
