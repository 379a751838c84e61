/** The transformer block that both towers of CLIP are made of. */
import type { Value } from "@fuseline/autograd";
import { activationOf } from "./activation.ts";
import { selfAttention } from "./attention.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { ModelConfig } from "./model-config.ts";
import { dense, layerNorm } from "./parts.ts";

export interface ClipShape {
  readonly width: number;
  readonly heads: number;
  readonly inner: number;
  readonly blocks: number;
  readonly epsilon: number;
  readonly activation: ReturnType<typeof activationOf>;
}

/** The defaults of the two towers differ in width, heads and inner width only. */
export function clipShape(
  config: ModelConfig,
  usual: Pick<ClipShape, "width" | "heads" | "inner">,
): ClipShape {
  return {
    width: config.count("hidden_size", usual.width),
    heads: config.count("num_attention_heads", usual.heads),
    inner: config.count("intermediate_size", usual.inner),
    blocks: config.count("num_hidden_layers", 12),
    epsilon: config.number("layer_norm_eps", 1e-5),
    activation: activationOf(config, "quick_gelu"),
  };
}

/** x [B, L, D] through all blocks of a tower. */
export function clipBlocks(at: Checkpoint, x: Value, shape: ClipShape & { readonly scores?: Value }): Value {
  let y = x;
  for (let index = 0; index < shape.blocks; index++) {
    const here = at.at(`encoder.layers.${index}`, index);
    const heard = selfAttention(here, layerNorm(here.at("layer_norm1"), y, shape.epsilon), {
      heads: shape.heads,
      query: "self_attn.q_proj",
      key: "self_attn.k_proj",
      value: "self_attn.v_proj",
      out: "self_attn.out_proj",
      scores: shape.scores,
    });
    const middle = here.residual(y, heard);
    const up = dense(
      here.at("mlp.fc1"),
      layerNorm(here.at("layer_norm2"), middle, shape.epsilon),
      shape.inner,
    );
    const inner = here.nodes(() => shape.activation(here.g, up));
    y = here.residual(middle, dense(here.at("mlp.fc2"), inner, shape.width));
  }
  return y;
}
