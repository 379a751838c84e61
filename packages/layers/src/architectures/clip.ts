/** CLIP (Radford 2021): a text and a picture tower whose projections meet in one space. */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { paddingScores } from "../attention.ts";
import type { Architecture, StoredNames } from "./architecture.ts";
import { causalScores } from "./attention.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { classToken } from "./class-token.ts";
import { clipBlocks, clipShape } from "./clip-block.ts";
import type { TextInputs } from "./encoder.ts";
import type { ModelConfig } from "./model-config.ts";
import { dense, layerNorm } from "./parts.ts";
import { patchVectors } from "./patches.ts";
import { resizedPositions } from "./positions.ts";

/** The end of text of configs written before transformers 4.30: then the highest id is taken. */
const OLD_END = 2;

export const clipText: Architecture<"text"> = {
  modelTypes: ["clip", "clip_text_model"],
  prefixes: [],
  describe(whole, stored) {
    const config = whole.has("text_config") ? whole.part("text_config") : whole;
    const shape = clipShape(config, { width: 512, heads: 8, inner: 2048 });
    const vocabulary = config.count("vocab_size", 49408);
    const positions = config.count("max_position_embeddings", 77);
    const end = config.number("eos_token_id", 49407);
    const projected = projectionWidth(whole, { stored, name: "text_projection" });
    return {
      modality: "text",
      width: projected ?? shape.width,
      blocks: shape.blocks,
      maxTokens: positions,
      takesTypes: false,
      ownVector: true,
      compute(at, inputs) {
        const { g } = at;
        const tower = at.at("text_model");
        const x = embedTokens(tower.at("embeddings"), inputs, { width: shape.width, vocabulary, positions });
        const scores = g.add(causalScores(g, x, positions), paddingScores(g, inputs.mask));
        const heard = clipBlocks(tower, x, { ...shape, scores });
        const tokens = layerNorm(tower.at("final_layer_norm", "head"), heard, shape.epsilon);
        const last = tokenAt(g, tokens, endOfText(g, inputs.ids, end));
        const pooled = project(at.at("text_projection", "head"), last, projected);
        return { pooled, tokens, mask: inputs.mask, prefixTokens: 0 };
      },
    };
  },
};

export const clipVision: Architecture<"image"> = {
  modelTypes: ["clip", "clip_vision_model"],
  prefixes: [],
  describe(whole, stored) {
    const config = whole.has("vision_config") ? whole.part("vision_config") : whole;
    const shape = clipShape(config, { width: 768, heads: 12, inner: 3072 });
    const size = config.side("image_size", 224);
    const patch = config.side("patch_size", 32);
    const projected = projectionWidth(whole, { stored, name: "visual_projection" });
    return {
      modality: "image",
      width: projected ?? shape.width,
      blocks: shape.blocks,
      size,
      compute(at, pixels) {
        const tower = at.at("vision_model");
        const x = embedPatches(tower.at("embeddings"), pixels, { width: shape.width, patch, size });
        const tokens = clipBlocks(tower, layerNorm(tower.at("pre_layrnorm"), x, shape.epsilon), shape);
        const first = classToken(at.g, tokens);
        const normalised = layerNorm(tower.at("post_layernorm", "head"), first, shape.epsilon);
        const pooled = project(at.at("visual_projection", "head"), normalised, projected);
        return { pooled, tokens, mask: null, prefixTokens: 1 };
      },
    };
  },
};

/** Null for a tower that was saved without its projection. */
function projectionWidth(
  config: ModelConfig,
  { stored, name }: { readonly stored: StoredNames; readonly name: string },
): number | null {
  return stored.has(`${name}.weight`) ? config.count("projection_dim", 512) : null;
}

function project(at: Checkpoint, x: Value, width: number | null): Value {
  return width === null ? x : dense(at, x, width, { bias: false });
}

interface TokenTable {
  readonly width: number;
  readonly vocabulary: number;
  readonly positions: number;
}

function embedTokens(at: Checkpoint, { ids }: TextInputs, table: TokenTable): Value {
  const { g } = at;
  const tokens = at.tensor("token_embedding.weight", [table.vocabulary, table.width], { decay: false });
  const places = at.tensor("position_embedding.weight", [table.positions, table.width], { decay: false });
  return at.nodes(() =>
    g.add(g.gather(tokens, ids), g.slice(places, { axis: 0, start: 0, end: ids.dim(1) })),
  );
}

/** Like other vision transformers, but the patches have no bias and the names differ. */
function embedPatches(
  at: Checkpoint,
  pixels: Value,
  { width, patch, size }: { readonly width: number; readonly patch: number; readonly size: number },
): Value {
  const { g } = at;
  const learned = Math.floor(size / patch);
  const token = at.tensor("class_embedding", [width], { decay: false });
  const places = at.tensor("position_embedding.weight", [1 + learned * learned, width], { decay: false });
  const patches = patchVectors(at.at("patch_embedding"), pixels, { patch, width, bias: false });
  const wanted = pixels.size(2) / patch;
  const positions = resizedPositions(at, places, { prefixTokens: 1, learned, wanted });
  return at.nodes(() => {
    const first = g.expand(g.reshape(token, [1, 1, width]), [pixels.dim(0), 1, width]);
    return g.add(g.concat([first, patches], 1), positions);
  });
}

/** [B]: where the text ends, that is, the first end token, or with old configs the highest id. */
function endOfText(g: GraphBuilder, ids: Value, end: number): Value {
  const ranked = end === OLD_END ? g.cast(ids, "float32") : g.cast(g.equal(ids, end), "float32");
  return g.argMax(ranked, 1);
}

/** tokens [B, L, D], place [B] → [B, D]. */
function tokenAt(g: GraphBuilder, tokens: Value, place: Value): Value {
  const [batch, width] = [tokens.dim(0), tokens.size(2)];
  const indices = g.expand(g.reshape(place, [batch, 1, 1]), [batch, 1, width]);
  return g.reshape(g.gatherElements(tokens, indices, 1), [batch, width]);
}
