/**
 * How convolutional networks lay out their maps. Serving graphs keep pixels, since ONNX Runtime lays out maps by itself
 * where weights are fixed. In training graphs weights are inputs, and the layout is chosen here, convolution by
 * convolution: blocks of channels where the runtime has direct kernels for them (a third to three quarters of the time of
 * products over rows, docs/engine-speed.md), rows of channels elsewhere.
 */
import {
  blockChannels,
  canConvolveBlocked,
  convolveBlocked,
  convolveRows,
  type GraphBuilder,
  unblockChannels,
  type Value,
} from "@fuseline/autograd";

/** pixels [B, K, H, W], rows [B, H, W, K], blocks [B, K/b, H, W, b] with b the graph's `channelBlock`. */
export type MapLayout = "pixels" | "rows" | "blocks";

export interface FeatureMap {
  readonly layout: MapLayout;
  readonly value: Value;
}

/** [B, K, H, W] as a map. */
export function fromPixels(pixels: Value): FeatureMap {
  return { layout: "pixels", value: pixels };
}

/** A map → [B, K, H, W]. */
export function toPixels(g: GraphBuilder, { layout, value }: FeatureMap): Value {
  switch (layout) {
    case "pixels":
      return value;
    case "rows":
      return g.transpose(value, [0, 3, 1, 2]);
    case "blocks":
      return unblockChannels(g, value);
  }
}

export function channelsOf({ layout, value }: FeatureMap): number {
  switch (layout) {
    case "pixels":
      return value.size(1);
    case "rows":
      return value.size(3);
    case "blocks":
      return value.size(1) * value.size(4);
  }
}

/** The map laid out in another way; blocks need whole ones. */
export function laidOut(g: GraphBuilder, map: FeatureMap, layout: MapLayout): FeatureMap {
  if (map.layout === layout) return map;
  const pixels = toPixels(g, map);
  switch (layout) {
    case "pixels":
      return { layout, value: pixels };
    case "rows":
      return { layout, value: g.transpose(pixels, [0, 2, 3, 1]) };
    case "blocks":
      return { layout, value: blockChannels(g, pixels) };
  }
}

export interface MapConvolution {
  /** [out, in, h, w] */
  readonly weight: Value;
  readonly stride: number;
  readonly pad: number;
}

export function convolveMap(g: GraphBuilder, map: FeatureMap, convolution: MapConvolution): FeatureMap {
  const { weight, ...window } = convolution;
  if (!g.training) return fromPixels(g.conv2d(toPixels(g, map), weight, window));
  const [out, inside] = [weight.size(0), weight.size(1)];
  if (canConvolveBlocked(g, { inside, out })) {
    const read = laidOut(g, map, inside < g.channelBlock ? "pixels" : "blocks");
    return { layout: "blocks", value: convolveBlocked(g, read.value, weight, window) };
  }
  return { layout: "rows", value: convolveRows(g, laidOut(g, map, "rows").value, weight, window) };
}
