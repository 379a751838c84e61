/** The arithmetic that convolution and pooling share: windows moved over the spatial axes of [N, C, …]. */
import { fixedDims } from "../ir/dims.ts";
import type { Attributes } from "../ir/node.ts";
import type { Dims } from "../ir/tensor.ts";
import { intsAttribute } from "./operator.ts";

export interface Window {
  /** The sizes of the axes it moves over. */
  readonly spatial: readonly number[];
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Zeros (or nothing, when pooling) before each spatial axis, then after each. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** How far the last window reaches beyond even that, where a pooling rounds up (`ceil_mode`). */
  readonly overhang: readonly number[];
}

/** Reads a window from a node's attributes. `kernel` is taken where the attribute is left out. */
export function windowOf(attributes: Attributes, kernel: readonly number[], spatial: Dims): Window {
  const shape = intsAttribute(attributes, "kernel_shape", kernel);
  const ones = shape.map(() => 1);
  const moved = {
    spatial: fixedDims(spatial, "A window"),
    kernel: shape,
    strides: intsAttribute(attributes, "strides", ones),
    dilations: intsAttribute(attributes, "dilations", ones),
  };
  const padded = { ...moved, ...paddingOf(attributes, moved), overhang: ones.map(() => 0) };
  return attributes.ceil_mode === 1 ? { ...padded, overhang: overhangOf(padded) } : padded;
}

type Moved = Pick<Window, "spatial" | "kernel" | "strides" | "dilations">;

/** As said, or so that there are ⌈size / stride⌉ places: an odd zero goes after (`SAME_UPPER`) or before. */
function paddingOf(attributes: Attributes, moved: Moved): Pick<Window, "before" | "after"> {
  const count = moved.kernel.length;
  const zeros = moved.kernel.map(() => 0);
  const auto = attributes.auto_pad ?? "NOTSET";
  if (auto === "NOTSET") {
    const pads = intsAttribute(attributes, "pads", [...zeros, ...zeros]);
    return { before: pads.slice(0, count), after: pads.slice(count) };
  }
  if (auto === "VALID") return { before: zeros, after: zeros };
  const missing = reaches(moved).map((reach, i) => {
    const [size, stride] = [moved.spatial[i] ?? 1, moved.strides[i] ?? 1];
    return Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  });
  const small = missing.map((zeros) => Math.floor(zeros / 2));
  const large = missing.map((zeros) => Math.ceil(zeros / 2));
  return auto === "SAME_LOWER" ? { before: large, after: small } : { before: small, after: large };
}

/** What is missing after each axis for one more window, if that would start within the axis or the padding before it. */
function overhangOf(window: Window): number[] {
  return reaches(window).map((reach, i) => {
    const [size, stride, before] = [window.spatial[i] ?? 1, window.strides[i] ?? 1, window.before[i] ?? 0];
    const free = size + before + (window.after[i] ?? 0) - reach;
    const start = Math.ceil(free / stride) * stride;
    return start < size + before ? start - free : 0;
  });
}

/** How many places a window covers along each axis, first to last. */
function reaches({ kernel, dilations }: Pick<Window, "kernel" | "dilations">): number[] {
  return kernel.map((k, i) => (dilations[i] ?? 1) * (k - 1) + 1);
}

/** ⌊(size + pads − dilation·(kernel − 1) − 1) / stride⌋ + 1 along every spatial axis. */
export function slidDims(window: Window): number[] {
  return reaches(window).map((reach, i) => {
    const size = window.spatial[i] ?? 1;
    const free = size + (window.before[i] ?? 0) + (window.after[i] ?? 0) + (window.overhang[i] ?? 0) - reach;
    if (free < 0) throw new Error(`A window of ${reach} does not fit into ${size} with its padding.`);
    return Math.floor(free / (window.strides[i] ?? 1)) + 1;
  });
}

/** What a transposed window must add at the end so that it gives back exactly `spatial` from what it slid to. */
export function outputPadding(window: Window): number[] {
  const slid = slidDims(window);
  return reaches(window).map((reach, i) => {
    const least = ((slid[i] ?? 1) - 1) * (window.strides[i] ?? 1) + reach;
    const padded =
      (window.spatial[i] ?? 1) + (window.before[i] ?? 0) + (window.after[i] ?? 0) + (window.overhang[i] ?? 0);
    return padded - least;
  });
}

/** The window's attributes with its padding written out, as a transposed convolution takes them. */
export function explicit({ kernel, strides, dilations, before, after, overhang }: Window): {
  readonly [name: string]: readonly number[];
} {
  const pads = [...before, ...after.map((zeros, i) => zeros + (overhang[i] ?? 0))];
  return { kernel_shape: kernel, strides, dilations, pads };
}
