/**
 * The gradient of MaxPool where its places are not told, as on WebGPU: the entries under every window are compared with
 * its greatest one after another, and the first that equals it gets the window's gradient.
 */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Attributes } from "../ir/node.ts";
import type { Value } from "../ir/value.ts";
import { slidDims, type Window, windowOf } from "./window.ts";

export interface Pooled {
  /** [N, C, …] */
  readonly x: Value;
  readonly y: Value;
  readonly dy: Value;
  readonly attributes: Attributes;
}

export function gradientByComparison(g: GraphBuilder, { x, y, dy, attributes }: Pooled): Value {
  const window = windowOf(attributes, [], x.dims.slice(2));
  const padded = filledUp(g, x, window);
  const spatial = padded.dims.slice(2).map(Number);
  let left: Value | null = null;
  let sum: Value | null = null;
  for (const tap of tapsOf(window.kernel)) {
    const isGreatest = g.cast(g.equal(entriesAt(g, padded, { tap, window }), y), dy.dtype);
    const isFirst: Value = left === null ? isGreatest : g.mul(isGreatest, left);
    left = g.sub(left ?? 1, isFirst);
    const slope = laidOut(g, g.mul(dy, isFirst), { starts: startsOf(tap, window), window, spatial });
    sum = sum === null ? slope : g.add(sum, slope);
  }
  if (sum === null) throw new Error("A window has a place.");
  return g.sliceAxes(sum, {
    axes: window.before.map((_, i) => i + 2),
    starts: window.before,
    ends: window.before.map((count, i) => count + (window.spatial[i] ?? 0)),
    steps: window.before.map(() => 1),
  });
}

interface Layout {
  /** Where the first of them lies. */
  readonly starts: readonly number[];
  readonly window: Window;
  /** Sizes of the picture with everything around it. */
  readonly spatial: readonly number[];
}

/** One number for every window [N, C, … slid] where the window has its entry, and zeros between [N, C, … spatial]. */
function laidOut(g: GraphBuilder, numbers: Value, { starts, window, spatial }: Layout): Value {
  const { strides } = window;
  const slid = slidDims(window);
  const [batch = 1, channels = 1] = numbers.dims;
  const apart = g.reshape(numbers, [batch, channels, ...slid.flatMap((count) => [count, 1])]);
  const spread = g.padAxes(apart, {
    axes: slid.map((_, i) => 2 * i + 3),
    before: slid.map(() => 0),
    after: slid.map((_, i) => (strides[i] ?? 1) - 1),
  });
  const wide = g.reshape(spread, [batch, channels, ...slid.map((count, i) => count * (strides[i] ?? 1))]);
  const axes = slid.map((_, i) => i + 2);
  const room = spatial.map((size, i) => size - (starts[i] ?? 0));
  const cut = g.sliceAxes(wide, {
    axes,
    starts: axes.map(() => 0),
    ends: room.map((size, i) => Math.min(size, wide.size(i + 2))),
    steps: axes.map(() => 1),
  });
  return g.padAxes(cut, { axes, before: starts, after: room.map((size, i) => size - cut.size(i + 2)) });
}

/** Below every number that is no infinity: it is the greatest under no window. */
const LOWEST = -3.4e38;

/** x with everything around it that windows reach to. */
function filledUp(g: GraphBuilder, x: Value, { before, after, overhang }: Window): Value {
  const ends = after.map((count, i) => count + (overhang[i] ?? 0));
  if ([...before, ...ends].every((count) => count === 0)) return x;
  const pads = [0, 0, ...before, 0, 0, ...ends];
  return g.apply("Pad", [
    x,
    g.constant(pads, [pads.length], "int64"),
    g.constant(LOWEST, undefined, x.dtype),
  ]);
}

/** The places under a window, row by row. */
function tapsOf(kernel: readonly number[]): number[][] {
  return kernel.reduce<number[][]>(
    (taps, width) => taps.flatMap((tap) => Array.from({ length: width }, (_, place) => [...tap, place])),
    [[]],
  );
}

/** What all windows have at one of their places: [N, C, … slid]. */
function entriesAt(
  g: GraphBuilder,
  padded: Value,
  { tap, window }: { readonly tap: readonly number[]; readonly window: Window },
): Value {
  const { strides } = window;
  const starts = startsOf(tap, window);
  const ends = slidDims(window).map((count, i) => (starts[i] ?? 0) + (count - 1) * (strides[i] ?? 1) + 1);
  return g.sliceAxes(padded, { axes: tap.map((_, i) => i + 2), starts, ends, steps: [...strides] });
}

function startsOf(tap: readonly number[], { dilations }: Window): number[] {
  return tap.map((place, i) => place * (dilations[i] ?? 1));
}
