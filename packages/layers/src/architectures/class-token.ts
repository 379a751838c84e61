/** The class token of vision transformers: put before the patches with learned positions, read at the end. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import type { Checkpoint } from "./checkpoint.ts";
import { patchVectors } from "./patches.ts";
import { resizedPositions } from "./positions.ts";

export interface PatchEmbedding {
  readonly patch: number;
  readonly width: number;
  /** Side of the pictures whose positions were learned. */
  readonly learnedSide: number;
}

/** pixels [B, 3, S, S] → [B, 1 + (S/patch)², width]: class token and patches, with their positions. */
export function withClassToken(
  at: Checkpoint,
  pixels: Value,
  { patch, width, learnedSide }: PatchEmbedding,
): Value {
  const { g } = at;
  const learned = Math.floor(learnedSide / patch);
  const token = at.tensor("cls_token", [1, 1, width], { decay: false });
  const places = at.tensor("position_embeddings", [1, 1 + learned * learned, width], { decay: false });
  const patches = patchVectors(at.at("patch_embeddings.projection"), pixels, { patch, width, bias: true });
  const flat = g.reshape(places, [1 + learned * learned, width]);
  const wanted = pixels.size(2) / patch;
  const positions = resizedPositions(at, flat, { prefixTokens: 1, learned, wanted });
  return at.nodes(() => {
    const first = g.expand(token, [pixels.dim(0), 1, width]);
    return g.add(g.concat([first, patches], 1), positions);
  });
}

/** [B, L, D] → [B, D] of the first token. */
export function classToken(g: GraphBuilder, tokens: Value): Value {
  return g.squeeze(g.slice(tokens, { axis: 1, start: 0, end: 1 }), [1]);
}
