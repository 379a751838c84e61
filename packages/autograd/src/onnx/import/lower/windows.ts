/** Convolution and pooling: paddings that the file leaves to the reader are written out. */
import type { Attributes } from "../../../ir/node.ts";
import type { Value } from "../../../ir/value.ts";
import { given, type Lowering, type Use } from "./lowering.ts";

interface Sliding {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly pads: readonly number[];
}

/** `SAME_UPPER` and `SAME_LOWER`: the output has ⌈size / stride⌉ places, an odd zero goes after or before. */
function slidingOf({ attributes }: Use, x: Value, shape: readonly number[]): Sliding {
  const kernel = attributes.ints("kernel_shape") ?? shape;
  const ones = kernel.map(() => 1);
  const strides = attributes.ints("strides") ?? ones;
  const dilations = attributes.ints("dilations") ?? ones;
  const auto = attributes.text("auto_pad", "NOTSET");
  if (auto === "NOTSET") {
    const pads = attributes.ints("pads") ?? [...ones, ...ones].fill(0);
    return { kernel, strides, dilations, pads };
  }
  const missing = kernel.map((width, i) => {
    const [size, stride] = [x.size(i + 2), strides[i] ?? 1];
    const reach = (dilations[i] ?? 1) * (width - 1) + 1;
    return auto === "VALID" ? 0 : Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  });
  const small = missing.map((count) => Math.floor(count / 2));
  const large = missing.map((count) => Math.ceil(count / 2));
  const pads = auto === "SAME_LOWER" ? [...large, ...small] : [...small, ...large];
  return { kernel, strides, dilations, pads };
}

const conv: Lowering = (use) => {
  const [x, w] = [given(use, 0), given(use, 1)];
  const { kernel, ...slid } = slidingOf(use, x, w.dims.slice(2).map(Number));
  return use.g.op("Conv", use.inputs, {
    kernel_shape: kernel,
    ...slid,
    group: use.attributes.int("group", 1),
  });
};

/** A pooling that rounds up sees more places after the picture: as if padded there. */
function poolingAttributes(
  use: Use,
  x: Value,
): Omit<Sliding, "dilations"> & { dilations: readonly number[] } {
  const slid = slidingOf(use, x, []);
  if (use.attributes.int("ceil_mode", 0) === 0) return slid;
  const { kernel, strides, dilations, pads } = slid;
  const count = kernel.length;
  const wider = pads.map((pad, i) => {
    if (i < count) return pad;
    const at = i - count;
    const reach = (dilations[at] ?? 1) * ((kernel[at] ?? 1) - 1) + 1;
    const free = x.size(at + 2) + (pads[at] ?? 0) + pad - reach;
    const rest = free % (strides[at] ?? 1);
    return rest === 0 ? pad : pad + (strides[at] ?? 1) - rest;
  });
  return { ...slid, pads: wider };
}

const maxPool: Lowering = (use) => {
  const { g } = use;
  const x = given(use, 0);
  const { kernel, strides, dilations, pads } = poolingAttributes(use, x);
  const attributes: Attributes = { kernel_shape: kernel, strides, dilations, pads };
  // The places of the greatest entries are only needed where a gradient may be asked for.
  return g.op("MaxPool", [x], attributes, g.training ? 2 : 1).slice(0, 1);
};

/** Where padding is left out of the mean, zeros are padded and counted, then the count is put right. */
const averagePool: Lowering = (use) => {
  const { g, attributes } = use;
  const x = given(use, 0);
  const { kernel, strides, dilations, pads } = poolingAttributes(use, x);
  if (dilations.some((step) => step !== 1)) throw new Error("dilated means are not supported");
  const window: Attributes = { kernel_shape: kernel, strides, pads, count_include_pad: 1 };
  const mean = g.apply("AveragePool", [x], window);
  const counted = attributes.int("count_include_pad", 0) === 1 && attributes.int("ceil_mode", 0) === 0;
  if (counted || pads.every((pad) => pad === 0)) return [mean];
  if (attributes.int("count_include_pad", 0) === 1)
    throw new Error("rounding up with counted padding is not supported");
  const spatial = x.dims.slice(2);
  const shares = insideShares({ kernel, strides, pads }, spatial.map(Number));
  return [g.div(mean, g.constant(shares, [1, 1, ...mean.dims.slice(2).map(Number)], x.dtype))];
};

/** What part of each window lies on the picture, row by row. */
function insideShares(
  { kernel, strides, pads }: Omit<Sliding, "dilations">,
  sizes: readonly number[],
): number[] {
  const perAxis = kernel.map((width, i) => {
    const [size, before, after, stride] = [
      sizes[i] ?? 1,
      pads[i] ?? 0,
      pads[i + kernel.length] ?? 0,
      strides[i] ?? 1,
    ];
    const places = Math.floor((size + before + after - width) / stride) + 1;
    return Array.from({ length: places }, (_, place) => {
      const start = place * stride - before;
      return (Math.min(start + width, size) - Math.max(start, 0)) / width;
    });
  });
  return perAxis.reduce<number[]>((all, axis) => all.flatMap((share) => axis.map((one) => share * one)), [1]);
}

export const WINDOW_LOWERINGS: { readonly [type: string]: Lowering } = {
  Conv: conv,
  MaxPool: maxPool,
  AveragePool: averagePool,
};
