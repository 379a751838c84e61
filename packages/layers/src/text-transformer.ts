/** A small transformer over token ids, learnt from scratch. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { embedding } from "./embedding.ts";
import { type TransformerOptions, transformer } from "./transformer.ts";

export interface TextTransformerOptions extends Omit<TransformerOptions, "rotary" | "mask"> {
  readonly vocabulary: number;
  readonly width: number;
  readonly position: "learned" | "rotary";
}

/** ids int64 [B, L], mask [B, L] → token vectors [B, L, width]. */
export function textTransformer(
  g: GraphBuilder,
  { ids, mask }: { ids: Value; mask: Value },
  options: TextTransformerOptions,
): Value {
  const { vocabulary, width, position, ...rest } = options;
  const words = embedding(g, ids, { name: "tokens", count: vocabulary, width });
  if (position === "rotary") return transformer(g, words, { ...rest, mask, rotary: true });
  const positions = g.param(
    "positions",
    [1, ids.size(1), width],
    { kind: "truncatedNormal", std: 0.02 },
    { decay: false },
  );
  return transformer(g, g.add(words, positions), { ...rest, mask });
}
