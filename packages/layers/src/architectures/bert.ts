/** BERT (Devlin 2019): post-norm transformer over word pieces. Also the form of MiniLM, E5, BGE, GTE and RuBERT. */
import type { Value } from "@fuseline/autograd";
import { paddingScores } from "../attention.ts";
import { pool } from "../pool.ts";
import { activationOf } from "./activation.ts";
import type { Architecture } from "./architecture.ts";
import { selfAttention } from "./attention.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { TextInputs } from "./encoder.ts";
import type { ModelConfig } from "./model-config.ts";
import { dense, layerNorm } from "./parts.ts";

interface BertShape {
  readonly width: number;
  readonly heads: number;
  readonly inner: number;
  readonly vocabulary: number;
  readonly positions: number;
  readonly types: number;
  readonly epsilon: number;
  readonly activation: ReturnType<typeof activationOf>;
}

export const bert: Architecture<"text"> = {
  modelTypes: ["bert"],
  prefixes: ["bert."],
  describe(config) {
    config.require("position_embedding_type", "absolute");
    config.require("is_decoder", false);
    const shape = shapeOf(config);
    const blocks = config.count("num_hidden_layers", 12);
    return {
      modality: "text",
      width: shape.width,
      blocks,
      maxTokens: shape.positions,
      takesTypes: true,
      ownVector: false,
      compute(at, inputs) {
        const scores = paddingScores(at.g, inputs.mask);
        let x = embed(at.at("embeddings"), inputs, shape);
        for (let index = 0; index < blocks; index++)
          x = block(at.at(`encoder.layer.${index}`, index), x, { ...shape, scores });
        const how = at.options.pooling ?? "mean";
        return {
          pooled: pool(at.g, x, { how, mask: inputs.mask }),
          tokens: x,
          mask: inputs.mask,
          prefixTokens: 0,
        };
      },
    };
  },
};

function shapeOf(config: ModelConfig): BertShape {
  return {
    width: config.count("hidden_size", 768),
    heads: config.count("num_attention_heads", 12),
    inner: config.count("intermediate_size", 3072),
    vocabulary: config.count("vocab_size", 30522),
    positions: config.count("max_position_embeddings", 512),
    types: config.count("type_vocab_size", 2),
    epsilon: config.number("layer_norm_eps", 1e-12),
    activation: activationOf(config, "gelu"),
  };
}

/** Words, types and positions added and normalised. */
function embed(at: Checkpoint, { ids, types }: TextInputs, shape: BertShape): Value {
  const { g } = at;
  const table = (name: string, count: number): Value =>
    at.tensor(`${name}.weight`, [count, shape.width], { decay: false });
  const words = table("word_embeddings", shape.vocabulary);
  const kinds = table("token_type_embeddings", shape.types);
  const places = table("position_embeddings", shape.positions);
  const sum = at.nodes(() => {
    const kind = types === undefined ? g.slice(kinds, { axis: 0, start: 0, end: 1 }) : g.gather(kinds, types);
    const place = g.slice(places, { axis: 0, start: 0, end: ids.dim(1) });
    return g.add(g.add(g.gather(words, ids), kind), place);
  });
  return layerNorm(at.at("LayerNorm"), sum, shape.epsilon);
}

function block(at: Checkpoint, x: Value, shape: BertShape & { readonly scores: Value }): Value {
  const heard = selfAttention(at, x, {
    heads: shape.heads,
    query: "attention.self.query",
    key: "attention.self.key",
    value: "attention.self.value",
    out: "attention.output.dense",
    scores: shape.scores,
  });
  const middle = layerNorm(at.at("attention.output.LayerNorm"), at.residual(x, heard), shape.epsilon);
  const up = dense(at.at("intermediate.dense"), middle, shape.inner);
  const inner = at.nodes(() => shape.activation(at.g, up));
  const thought = dense(at.at("output.dense"), inner, shape.width);
  return layerNorm(at.at("output.LayerNorm"), at.residual(middle, thought), shape.epsilon);
}
