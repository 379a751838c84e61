/** A trained model of tiny encoders, put into storage by hand: a photo and a text become one of three classes. */
import { compileForward, GraphBuilder, initialise, type Value } from "@fuseline/autograd";
import type { Storage } from "@fuseline/data";
import { declareFeeds } from "../../graph/declare-feeds.ts";
import type { FittedFeed } from "../../graph/graph-feed.ts";
import type { Manifest } from "../../manifest.ts";
import { TOKENIZER } from "../../pretrained/testing/tiny-files.ts";
import { CHANNELS, TOKENS, tinyTextModel, tinyVit } from "../../pretrained/testing/tiny-models.ts";
import type { Recipe } from "../../recipe.ts";

type ImageRecipe = Extract<Recipe, { recipe: "image-model" }>;
type TextRecipe = Extract<Recipe, { recipe: "text-model" }>;

export interface TinyProduct {
  readonly image?: ImageRecipe["pooling"];
  readonly text?: TextRecipe["pooling"];
  readonly normalise?: boolean;
}

const LABELS = ["frog", "chair", "дом"];
/** Cells of the tiny vision model's grid, and the token before them. */
const CELLS = 65;

export async function tinyProduct(
  storage: Storage,
  { image = "token0", text = "mean", normalise = true }: TinyProduct = {},
): Promise<Manifest> {
  const [vision, language, tokenizer] = await Promise.all(
    [tinyVit(), tinyTextModel(), new TextEncoder().encode(JSON.stringify(TOKENIZER))].map((bytes) =>
      storage.putBytes(bytes),
    ),
  );
  const sources = {
    photo: {
      recipe: "image-model",
      columns: [{ column: "photo", several: false }],
      ref: null,
      file: {
        model: vision ?? "",
        input: "pixel_values",
        output: "last_hidden_state",
        width: CHANNELS,
      },
      preprocess: {
        size: 16,
        shortSide: 18,
        resample: "bicubic",
        channels: "rgb",
        rescale: 1 / 255,
        mean: [0.5, 0.4, 0.3],
        std: [0.5, 0.25, 0.2],
      },
      pooling: image,
      several: "mean",
      length: image === "features" ? CELLS : 1,
    },
    text: {
      recipe: "text-model",
      column: { column: "text", several: false },
      ref: null,
      file: { model: language ?? "", input: "input_ids", output: "last_hidden_state", width: CHANNELS },
      tokenizer: tokenizer ?? "",
      tokenizerConfig: null,
      inputs: { ids: "input_ids", mask: null, types: null },
      pooling: text,
      normalise,
      prefix: "",
      maxTokens: TOKENS,
      length: TOKENS,
      padding: { to: TOKENS, id: 0 },
    },
  } as const satisfies { readonly [name: string]: Recipe };
  const { onnx, feeds } = servingGraph(sources);
  return {
    format: "fuseline/model",
    version: 1,
    graph: await storage.putBytes(onnx),
    inputs: [
      { column: "photo", modality: "image", several: false, required: false },
      { column: "text", modality: "text", several: false, required: false },
    ],
    sources,
    encoded: {},
    feeds,
    head: {
      task: "classes",
      output: "logits",
      labels: LABELS,
      temperature: 1.5,
      abstain: 0.4,
      column: "kind",
    },
    training: {
      seed: 0,
      epochs: 1,
      bestEpoch: 1,
      steps: 1,
      batch: 16,
      rate: 0.001,
      optimiser: "adamw",
      parameters: CHANNELS * 2 * LABELS.length,
      rows: { train: 40, validation: 8, test: 8 },
      seconds: 1,
      versions: {},
      curves: {},
    },
  };
}

function servingGraph(sources: { readonly photo: ImageRecipe; readonly text: TextRecipe }) {
  const g = new GraphBuilder({ training: false });
  const parts = (pooling: string, length: number) =>
    pooling === "features"
      ? { value: { dtype: "float32", dims: [length, CHANNELS] }, mask: { dtype: "float32", dims: [length] } }
      : { value: { dtype: "float32", dims: [CHANNELS] } };
  const shapes = Object.entries(sources).map(([name, recipe]) => {
    const presence = { presence: { dtype: "float32", dims: [] } };
    return [
      name,
      {
        recipe,
        parts: { ...parts(recipe.pooling, recipe.length), ...presence },
        statistics: null,
        learned: null,
      },
    ] as const;
  });
  const declared = declareFeeds(g, Object.fromEntries(shapes) as never, {
    batch: "batch",
    supervised: false,
    tuning: { mode: "learn" },
  });
  const fused = g.concat(
    Object.values(declared.feeds).map((feed) => vectorOf(g, feed)),
    1,
  );
  const weight = g.param("weight", [2 * CHANNELS, LABELS.length], { kind: "truncatedNormal", std: 1 });
  const onnx = compileForward({
    builder: g,
    outputs: { logits: g.matmul(fused, weight) },
    values: initialise(g.parameters, "3"),
  });
  return { onnx, feeds: declared.bindings };
}

/** [batch, width]: of a sequence the masked sum of all its places. */
function vectorOf(g: GraphBuilder, feed: FittedFeed): Value {
  switch (feed.kind) {
    case "vector":
      return g.mul(feed.value, g.unsqueeze(feed.presence, [1]));
    case "sequence":
      return g.mul(
        g.reduceSum(g.mul(feed.value, g.unsqueeze(feed.mask, [2])), [1]),
        g.unsqueeze(g.mul(feed.presence, 0.1), [1]),
      );
    default:
      throw new Error(`a tiny product has no ${feed.kind}`);
  }
}
