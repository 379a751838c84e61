/** DINOv2 (Oquab 2023): a vision transformer with layer scale, positions resized to the picture. */
import type { Value } from "@fuseline/autograd";
import { activationOf } from "./activation.ts";
import type { Architecture } from "./architecture.ts";
import { selfAttention } from "./attention.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { classToken, withClassToken } from "./class-token.ts";
import { dense, layerNorm } from "./parts.ts";

export const dinov2: Architecture<"image"> = {
  modelTypes: ["dinov2"],
  prefixes: ["dinov2."],
  describe(config) {
    config.require("use_swiglu_ffn", false);
    const width = config.count("hidden_size", 768);
    const blocks = config.count("num_hidden_layers", 12);
    const size = config.side("image_size", 224);
    const patch = config.side("patch_size", 14);
    const epsilon = config.number("layer_norm_eps", 1e-6);
    const shape = {
      width,
      heads: config.count("num_attention_heads", 12),
      inner: Math.trunc(width * config.number("mlp_ratio", 4)),
      bias: config.flag("qkv_bias", true),
      scale: config.number("layerscale_value", 1),
      epsilon,
      activation: activationOf(config, "gelu"),
    };
    return {
      modality: "image",
      width,
      blocks,
      size,
      compute(at, pixels) {
        let x = withClassToken(at.at("embeddings"), pixels, { patch, width, learnedSide: size });
        for (let index = 0; index < blocks; index++)
          x = block(at.at(`encoder.layer.${index}`, index), x, shape);
        const tokens = layerNorm(at.at("layernorm", "head"), x, epsilon);
        return { pooled: classToken(at.g, tokens), tokens, mask: null, prefixTokens: 1 };
      },
    };
  },
};

interface Block {
  readonly width: number;
  readonly heads: number;
  readonly inner: number;
  readonly bias: boolean;
  readonly scale: number;
  readonly epsilon: number;
  readonly activation: ReturnType<typeof activationOf>;
}

function block(at: Checkpoint, x: Value, shape: Block): Value {
  const heard = selfAttention(at, layerNorm(at.at("norm1"), x, shape.epsilon), {
    heads: shape.heads,
    query: "attention.attention.query",
    key: "attention.attention.key",
    value: "attention.attention.value",
    out: "attention.output.dense",
    bias: shape.bias,
  });
  const middle = at.residual(x, layerScale(at.at("layer_scale1"), heard, shape.scale));
  const up = dense(at.at("mlp.fc1"), layerNorm(at.at("norm2"), middle, shape.epsilon), shape.inner);
  const inner = at.nodes(() => shape.activation(at.g, up));
  const thought = dense(at.at("mlp.fc2"), inner, shape.width);
  return at.residual(middle, layerScale(at.at("layer_scale2"), thought, shape.scale));
}

/** λx with one λ per number of the vector (Touvron 2021). */
function layerScale(at: Checkpoint, x: Value, start: number): Value {
  const lambda = at.tensor("lambda1", [x.size(-1)], { init: { kind: "constant", value: start } });
  return at.nodes(() => at.g.mul(x, lambda));
}
