/** The two products behind the gradient of a convolution, in the forms that were measured to be fastest. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Attributes } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";
import { intAttribute } from "./operator.ts";
import { explicit, outputPadding, type Window, windowOf } from "./window.ts";

/** A convolution y = Conv(x, w) and the gradient that reached y. */
export interface Convolved {
  readonly x: Value;
  readonly w: Value;
  readonly dy: Value;
  readonly attributes: Attributes;
}

/** From this many channels on, one product per tap of the kernel is faster than one for all taps together. */
const CHANNELS_PER_TAP = 16;

/** dx: the kernels slid the other way. Stride 1 without groups: as a convolution with flipped kernels, a tenth faster. */
export function convInputGradient(g: GraphBuilder, { x, w, dy, attributes }: Convolved): Value {
  const groups = intAttribute(attributes, "group", 1);
  const window = windowOf(attributes, w.dims.slice(2).map(Number), x.dims.slice(2));
  const { strides, dilations, before, after, kernel } = window;
  const reach = kernel.map((k, i) => (dilations[i] ?? 1) * (k - 1));
  const fits = reach.every((r, i) => r >= (before[i] ?? 0) && r >= (after[i] ?? 0));
  if (fits && groups === 1 && strides.every((stride) => stride === 1)) {
    const flipped = kernel.reduce<Value>((value, k, i) => (k === 1 ? value : g.reverse(value, i + 2)), w);
    const swapped = g.transpose(flipped, [1, 0, ...kernel.map((_, i) => i + 2)]);
    const pads = [...reach.map((r, i) => r - (before[i] ?? 0)), ...reach.map((r, i) => r - (after[i] ?? 0))];
    return g.apply("Conv", [dy, swapped], { kernel_shape: kernel, pads, dilations });
  }
  return g.apply("ConvTranspose", [dy, w], {
    ...explicit(window),
    group: groups,
    output_padding: outputPadding(window),
  });
}

/**
 * dw[o, c, tap] = Σ dy[·, o, ·]·x[·, c, · shifted by the tap]: channels are brought to the front once, then every tap is
 * a matrix product over all pictures and places. (A convolution with batch and channels exchanged would do it too, at
 * half to a twentieth of the speed.)
 */
export function convWeightGradient(g: GraphBuilder, { x, w, dy, attributes }: Convolved): Value {
  const groups = intAttribute(attributes, "group", 1);
  const window = windowOf(attributes, w.dims.slice(2).map(Number), x.dims.slice(2));
  const [out, perGroup] = [w.size(0), w.size(1)];
  const taps = shifted(g, channelsFirst(g, x), { window, places: dy.dims.slice(2).map(Number) });
  const slopes = channelsFirst(g, dy);
  // [out, taps · perGroup], taps outermost
  const products =
    groups === 1 ? denseProducts(g, slopes, taps) : groupedProducts(g, slopes, { taps, groups });
  const kernelAxes = window.kernel.map((_, i) => i + 1);
  const laidOut = g.reshape(products, [out, ...window.kernel, perGroup]);
  return g.transpose(laidOut, [0, window.kernel.length + 1, ...kernelAxes]);
}

/** [N, C, …] → [C, N, …] */
function channelsFirst(g: GraphBuilder, value: Value): Value {
  return g.transpose(value, [1, 0, ...value.dims.slice(2).map((_, i) => i + 2)]);
}

function denseProducts(g: GraphBuilder, slopes: Value, taps: readonly Value[]): Value {
  const rows = g.reshape(slopes, [slopes.size(0), -1]);
  const columns = taps.map((tap) => g.reshape(tap, [tap.size(0), -1]));
  if ((columns[0]?.size(0) ?? 0) < CHANNELS_PER_TAP) {
    return g.gemm(rows, g.concat(columns, 0), null, { transB: true });
  }
  const products = columns.map((column) => g.gemm(rows, column, null, { transB: true }));
  return g.concat(products, 1);
}

function groupedProducts(
  g: GraphBuilder,
  slopes: Value,
  { taps, groups }: { taps: readonly Value[]; groups: number },
): Value {
  const rows = g.reshape(slopes, [groups, slopes.size(0) / groups, -1]);
  const columns = g.concat(
    taps.map((tap) => g.reshape(tap, [groups, tap.size(0) / groups, -1])),
    1,
  );
  return g.matmul(rows, g.transposeLast(columns));
}

/** For every tap of the kernel, what lies under it at each place where the window stops. */
function shifted(
  g: GraphBuilder,
  x: Value,
  { window, places }: { window: Window; places: readonly number[] },
): Value[] {
  const { kernel, strides, dilations, before, after } = window;
  const axes = kernel.map((_, i) => i + 2);
  const padded = g.padAxes(x, { axes, before, after });
  const taps = kernel.reduce<number[][]>(
    (all, k) => all.flatMap((tap) => Array.from({ length: k }, (_, position) => [...tap, position])),
    [[]],
  );
  return taps.map((tap) => {
    const starts = tap.map((position, i) => position * (dilations[i] ?? 1));
    const ends = starts.map((start, i) => start + ((places[i] ?? 1) - 1) * (strides[i] ?? 1) + 1);
    return g.sliceAxes(padded, { axes, starts, ends, steps: strides });
  });
}
