/** What normalisation needs of blocked maps, each in one pass: depthwise direct convolutions do the arithmetic. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";
import { asBlocked, asMap } from "./map.ts";

export interface ChannelScale {
  /** [K], or [B, K] for every picture on its own. */
  readonly scale: Value;
  /** Like `scale`. */
  readonly shift: Value;
  /** A map to add. */
  readonly plus?: Value | undefined;
  /** Negative results become 0. */
  readonly relu?: boolean;
}

/** x·scale + shift + plus, for rules and values that have a gradient of their own: this has none. */
export function scaleChannels(g: GraphBuilder, x: Value, { scale, shift, plus, relu }: ChannelScale): Value {
  const map = asMap(g, x);
  const channels = scale.rank === 1 ? scale.size(0) : scale.size(0) * scale.size(1);
  const wide = (value: Value): Value => g.reshape(value, [-1, channels, map.size(2), map.size(3)]);
  const inputs = [
    wide(map),
    g.reshape(scale, [channels, 1, 1, 1]),
    g.reshape(shift, [channels]),
    ...(plus === undefined ? [] : [wide(asMap(g, plus))]),
  ];
  const attributes = { kernel_shape: [1, 1], group: channels, ...(relu ? { activation: "Relu" } : {}) };
  return asBlocked(g, g.reshape(g.apply("NchwcConv", inputs, attributes), map.dims));
}

/** x [B, K/b, H, W, b] → [B, K]. It has no gradient. */
export function meanOverPlaces(g: GraphBuilder, x: Value): Value {
  const map = asMap(g, x);
  return g.reshape(g.apply("NchwcGlobalAveragePool", [map]), [map.size(0), map.size(1)]);
}

/** Σ x·y over the places of every channel: two maps [B, K/b, H, W, b] → [B, K]. It has no gradient. */
export function dotOverPlaces(g: GraphBuilder, x: Value, y: Value): Value {
  const [batch, channels, height, width] = asMap(g, x).dims.map(Number) as [number, number, number, number];
  const all = batch * channels;
  const [left, right] = [g.reshape(x, [1, all, height, width]), g.reshape(y, [all, 1, height, width])];
  const sums = g.apply("NchwcConv", [left, right], { kernel_shape: [height, width], group: all });
  return g.reshape(sums, [batch, channels]);
}
