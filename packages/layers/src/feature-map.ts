/**
 * How convolutional networks lay out their maps: [B, H, W, K] in training graphs, where convolutions become products
 * over rows, and [B, K, H, W] in serving graphs, where weights are fixed and ONNX Runtime has kernels of its own.
 */
import { convolveRows, type GraphBuilder, type Value } from "@fuseline/autograd";

export type ChannelAxis = 1 | 3;

export function channelAxis(g: GraphBuilder): ChannelAxis {
  return g.training ? 3 : 1;
}

/** Height and width. */
export function placeAxes(channels: ChannelAxis): readonly [number, number] {
  return channels === 3 ? [1, 2] : [2, 3];
}

/** pixels [B, K, H, W] → a map. */
export function fromPixels(g: GraphBuilder, pixels: Value): Value {
  return g.training ? g.transpose(pixels, [0, 2, 3, 1]) : pixels;
}

/** A map → [B, K, H, W]. */
export function toPixels(g: GraphBuilder, map: Value): Value {
  return g.training ? g.transpose(map, [0, 3, 1, 2]) : map;
}

export interface MapConvolution {
  /** [out, in, h, w] */
  readonly weight: Value;
  readonly stride: number;
  readonly pad: number;
}

export function convolveMap(g: GraphBuilder, map: Value, { weight, stride, pad }: MapConvolution): Value {
  return g.training ? convolveRows(g, map, weight, { stride, pad }) : g.conv2d(map, weight, { stride, pad });
}
