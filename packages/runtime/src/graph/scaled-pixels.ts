/** Pixels as they are fed, brought to the numbers a model wants. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { ImagePreprocess } from "../recipe.ts";

/** uint8 [B, 3, S, S] → float32 (pixel · rescale − mean) / std, inside the graph, so that a quarter of the bytes travel. */
export function scaledPixels(g: GraphBuilder, pixels: Value, { rescale, mean, std }: ImagePreprocess): Value {
  const factor = g.constant(
    std.map((value) => rescale / value),
    [1, 3, 1, 1],
  );
  const offset = g.constant(
    mean.map((value, channel) => value / (std[channel] ?? 1)),
    [1, 3, 1, 1],
  );
  return g.sub(g.mul(g.cast(pixels, "float32"), factor), offset);
}
