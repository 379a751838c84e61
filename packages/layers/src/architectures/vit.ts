/** Vision transformer (Dosovitskiy 2021) as transformers stores it: class token, pre-norm blocks, with or without pooler. */
import type { Value } from "@fuseline/autograd";
import { activationOf } from "./activation.ts";
import type { Architecture } from "./architecture.ts";
import { selfAttention } from "./attention.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { classToken, withClassToken } from "./class-token.ts";
import { dense, layerNorm } from "./parts.ts";

export const vit: Architecture<"image"> = {
  modelTypes: ["vit"],
  prefixes: ["vit."],
  describe(config, stored) {
    const width = config.count("hidden_size", 768);
    const blocks = config.count("num_hidden_layers", 12);
    const size = config.side("image_size", 224);
    const patch = config.side("patch_size", 16);
    const epsilon = config.number("layer_norm_eps", 1e-12);
    const shape = {
      width,
      heads: config.count("num_attention_heads", 12),
      inner: config.count("intermediate_size", 3072),
      bias: config.flag("qkv_bias", true),
      epsilon,
      activation: activationOf(config, "gelu"),
    };
    const pooler = stored.has("pooler.dense.weight")
      ? { width: config.count("pooler_output_size", width), act: activationOf(config, "tanh", "pooler_act") }
      : null;
    return {
      modality: "image",
      width: pooler?.width ?? width,
      blocks,
      size,
      compute(at, pixels) {
        let x = withClassToken(at.at("embeddings"), pixels, { patch, width, learnedSide: size });
        for (let index = 0; index < blocks; index++)
          x = vitBlock(at.at(`encoder.layer.${index}`, index), x, shape);
        const tokens = layerNorm(at.at("layernorm", "head"), x, epsilon);
        const first = classToken(at.g, tokens);
        const pooled =
          pooler === null
            ? first
            : pooler.act(at.g, dense(at.at("pooler.dense", "head"), first, pooler.width));
        return { pooled, tokens, mask: null, prefixTokens: 1 };
      },
    };
  },
};

export interface VitBlock {
  readonly width: number;
  readonly heads: number;
  readonly inner: number;
  readonly bias: boolean;
  readonly epsilon: number;
  readonly activation: ReturnType<typeof activationOf>;
}

/** x + attention(norm x), then x + mlp(norm x). */
export function vitBlock(at: Checkpoint, x: Value, shape: VitBlock): Value {
  const heard = selfAttention(at, layerNorm(at.at("layernorm_before"), x, shape.epsilon), {
    heads: shape.heads,
    query: "attention.attention.query",
    key: "attention.attention.key",
    value: "attention.attention.value",
    out: "attention.output.dense",
    bias: shape.bias,
  });
  const middle = at.residual(x, heard);
  const up = dense(
    at.at("intermediate.dense"),
    layerNorm(at.at("layernorm_after"), middle, shape.epsilon),
    shape.inner,
  );
  const inner = at.nodes(() => shape.activation(at.g, up));
  return at.residual(middle, dense(at.at("output.dense"), inner, shape.width));
}
