/** Vision transformer (Dosovitskiy 2021) without a class token: patches, learned positions, pre-norm blocks. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { linear, TRANSFORMER_INIT } from "./linear.ts";
import { type TransformerOptions, transformer } from "./transformer.ts";

export interface VitOptions extends Omit<TransformerOptions, "rotary" | "mask"> {
  readonly patch: number;
  readonly width: number;
}

/** pixels [B, 3, S, S], S a multiple of patch → patch vectors [B, (S/patch)², width]. */
export function vit(g: GraphBuilder, pixels: Value, options: VitOptions): Value {
  const { patch, width, ...blocks } = options;
  const grid = pixels.size(2) / patch;
  const [batch = 1] = pixels.dims;
  // Cutting into patches and one product is the same as a convolution of stride = kernel, and Gemm is faster.
  const cut = g.transpose(g.reshape(pixels, [batch, 3, grid, patch, grid, patch]), [0, 2, 4, 1, 3, 5]);
  const flat = g.reshape(cut, [batch, grid * grid, 3 * patch * patch]);
  const tokens = linear(g, flat, width, { scope: "patches", init: TRANSFORMER_INIT });
  const positions = g.param(
    "positions",
    [1, grid * grid, width],
    { kind: "truncatedNormal", std: 0.02 },
    { decay: false },
  );
  return transformer(g, g.add(tokens, positions), blocks);
}
