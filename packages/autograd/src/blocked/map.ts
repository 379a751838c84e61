/** Blocked maps [B, C/b, H, W, b], and the plain ones they come from; b is the graph's `channelBlock`. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

/** x [B, C, H, W] → [B, C/b, H, W, b]; b divides C. */
export function blockChannels(g: GraphBuilder, x: Value): Value {
  return asBlocked(g, g.apply("ReorderInput", [x]));
}

/** x [B, C/b, H, W, b] → [B, C, H, W] */
export function unblockChannels(g: GraphBuilder, x: Value): Value {
  const map = asMap(g, x);
  return g.apply("ReorderOutput", [map], { channels: map.size(1) });
}

export function isBlocked(x: Value): boolean {
  return x.rank === 5;
}

/** The same numbers under the dimensions [B, C, H, W] that the runtime's operators ask for. */
export function asMap(g: GraphBuilder, x: Value): Value {
  return isBlocked(x) ? g.reshape(x, [x.size(0), x.size(1) * x.size(4), x.size(2), x.size(3)]) : x;
}

/** The same numbers under the dimensions that tell their order. */
export function asBlocked(g: GraphBuilder, map: Value): Value {
  const [batch, channels, height, width] = [map.size(0), map.size(1), map.size(2), map.size(3)];
  return g.reshape(map, [batch, channels / g.channelBlock, height, width, g.channelBlock]);
}
