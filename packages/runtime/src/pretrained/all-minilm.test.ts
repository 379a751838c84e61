/** The most used sentence encoder, from its original files: config.json and model.safetensors, no ONNX. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Hub, hubSettings, loadTokenizer, Storage } from "@fuseline/data";
import { serveStaticHub, sharedHub } from "@fuseline/data/hub-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fulfil } from "../fulfil/fulfil.ts";
import type { Recipe } from "../recipe.ts";
import { requestReader } from "../rows/row-reader.ts";
import { SessionPool } from "../session/session-pool.ts";
import recorded from "./fixtures/all-minilm/vectors.json" with { type: "json" };
import { pretrainedModels } from "./pretrained-models.ts";

const MODEL = "sentence-transformers/all-MiniLM-L6-v2";
const WIDTH = 384;
/** Vectors have length 1; weights and sums are float32 here, float64 in the recording. */
const TOLERANCE = 1e-6;

const files = resolve(process.env.FUSELINE_MINILM ?? join(sharedHub().folder ?? "", MODEL));
const present = existsSync(join(files, "model.safetensors"));
const ABSENT = `skipped where neither FUSELINE_MINILM nor shared/hub has the files of ${MODEL}`;

describe.skipIf(!present)(`real weights of all-MiniLM-L6-v2 (${ABSENT})`, () => {
  let root: string;
  let storage: Storage;
  let recipe: Extract<Recipe, { recipe: "text-model" }>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "fuseline-minilm-"));
    await mkdir(join(root, "served", dirname(MODEL)), { recursive: true });
    await symlink(files, join(root, "served", MODEL), "dir");
    storage = await Storage.open(join(root, "data"));
    const server = await serveStaticHub({ folder: join(root, "served") });
    const settings = hubSettings({ HF_ENDPOINT: server.endpoint });
    const hub = new Hub({ folder: join(root, "hub"), settings });
    closing.push(() => hub.close(), server.close);
    const fitted = await pretrainedModels({ hub, storage }).text({
      source: "text-model",
      column: { node: "data", column: "text", modality: "text", several: false, transforms: [] },
      model: { hub: MODEL, revision: "main" },
      output: "embedding",
      maxTokens: 512,
      pooling: "model",
      prefix: null,
    });
    if (fitted.recipe !== "text-model") throw new Error("another recipe");
    recipe = fitted;
  }, 60_000);
  afterAll(async () => {
    for (const close of closing) await close();
    await rm(root, { recursive: true, force: true });
  });

  test("is used as its own files say: mean of at most 256 tokens, length 1", () => {
    expect(recipe).toMatchObject({
      inputs: { ids: "input_ids", mask: "attention_mask", types: "token_type_ids" },
      file: { output: "last_hidden_state", width: WIDTH },
      pooling: "mean",
      normalise: true,
      prefix: "",
      maxTokens: 256,
    });
  });

  test("cuts sentences into as many tokens as transformers", async () => {
    const { tokenizer: blob, tokenizerConfig: config, maxTokens } = recipe;
    const tokenizer = await loadTokenizer(storage, { tokenizer: blob, config });
    for (const { text, tokens } of recorded.sentences)
      expect(tokenizer.encode(text, maxTokens), text).toHaveLength(tokens);
  });

  test("gives the vectors of transformers, sentences of any length in one batch", async () => {
    const sessions = new SessionPool(storage, { threads: 2 });
    closing.unshift(() => sessions.close());
    const reader = requestReader(
      recorded.sentences.map(({ text }) => ({ text })),
      storage,
    );
    const { value } = await fulfil(recipe, reader, { storage, session: (blob) => sessions.session(blob) });
    expect(value?.data).toHaveLength(recorded.sentences.length * WIDTH);
    recorded.sentences.forEach(({ text, vector }, row) => {
      const worst = vector.reduce(
        (most, number, at) => Math.max(most, Math.abs(number - Number(value?.data[row * WIDTH + at]))),
        0,
      );
      expect(worst, text).toBeLessThan(TOLERANCE);
    });
  }, 60_000);
});
