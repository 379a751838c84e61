import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bytesSource, Safetensors } from "@fuseline/autograd/safetensors";
import { Hub, hubSettings, Storage } from "@fuseline/data";
import { serveStaticHub } from "@fuseline/data/hub-testing";
import type { SourceSpec } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SessionPool } from "../session/session-pool.ts";
import { pretrainedModels } from "./pretrained-models.ts";
import { PREPROCESSOR, TOKENIZER } from "./testing/tiny-files.ts";

const fixtures = fileURLToPath(new URL("../../../layers/fixtures/architectures/", import.meta.url));
type Models = ReturnType<typeof pretrainedModels>;

let root: string;
let storage: Storage;
let sessions: SessionPool;
let models: Models;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "fuseline-weights-"));
  storage = await Storage.open(join(root, "data"));
  sessions = new SessionPool(storage, { threads: 1 });
  await put("bert", "bert", {
    "tokenizer.json": TOKENIZER,
    "1_Pooling/config.json": { pooling_mode_cls_token: true },
  });
  await put("clip", "clip", { "tokenizer.json": TOKENIZER, "preprocessor_config.json": PREPROCESSOR });
  await put("vit", "vit-pooler", { "preprocessor_config.json": PREPROCESSOR });
  await put("resnet", "resnet-basic", { "preprocessor_config.json": { ...PREPROCESSOR, size: 32 } });
  await put("mamba", "bert", { "config.json": { model_type: "mamba" }, "tokenizer.json": TOKENIZER });
  await put("snake", "vit-pooler", { "preprocessor_config.json": PREPROCESSOR });
  await writeFile(
    join(root, "served/acme/snake/config.json"),
    JSON.stringify({ model_type: "vit", hidden_act: "snake" }),
  );
  await put("cut", "bert", { "tokenizer.json": TOKENIZER });
  await writeFile(join(root, "served/acme/cut/model.safetensors"), new Uint8Array(20));
  const server = await serveStaticHub({
    folder: join(root, "served"),
    head: false,
    ranges: false,
    etags: false,
  });
  const hub = new Hub({
    folder: join(root, "hub"),
    settings: hubSettings({ HF_ENDPOINT: server.endpoint }),
    retryMilliseconds: 5,
  });
  closing.push(() => hub.close(), server.close);
  models = pretrainedModels({ hub, storage });
});
afterAll(async () => {
  await sessions.close();
  for (const close of closing) await close();
  await rm(root, { recursive: true, force: true });
});

/** A hub folder with config.json, model.safetensors and what else it needs. */
async function put(name: string, fixture: string, files: { readonly [path: string]: object }): Promise<void> {
  const folder = join(root, "served/acme", name);
  await mkdir(join(folder, "1_Pooling"), { recursive: true });
  for (const file of ["config.json", "model.safetensors"])
    await cp(join(fixtures, fixture, file), join(folder, file));
  for (const [path, content] of Object.entries(files))
    await writeFile(join(folder, path), JSON.stringify(content));
}

const column = (modality: "image" | "text") => ({
  node: "data",
  column: "cell",
  modality,
  several: false,
  transforms: [],
});
const image = (name: string, size: number | null = null) =>
  models.image({
    source: "image-model",
    columns: [column("image")],
    model: { hub: `acme/${name}`, revision: "main" },
    output: "embedding",
    several: "mean",
    size,
  } satisfies SourceSpec);
const text = (name: string) =>
  models.text({
    source: "text-model",
    column: column("text"),
    model: { hub: `acme/${name}`, revision: "main" },
    output: "embedding",
    maxTokens: 128,
    pooling: "model",
    prefix: null,
  } satisfies SourceSpec);

/** What the stored file gives for recorded inputs, and what transformers gave. */
async function compare(
  file: { readonly model: string; readonly output: string },
  recording: { readonly fixture: string; readonly inputs: readonly string[]; readonly output: string },
): Promise<number> {
  const bytes = await readFile(join(fixtures, recording.fixture, "vectors.safetensors"));
  const vectors = await Safetensors.open(bytesSource(bytes));
  const session = await sessions.session(file.model);
  const feeds: { [name: string]: Tensor } = {};
  for (const name of recording.inputs) {
    const { dims, data } = await vectors.read(`input/${name}`);
    feeds[name] = name.startsWith("pixel")
      ? new Tensor("float32", data, dims)
      : new Tensor("int64", BigInt64Array.from(data, BigInt), dims);
  }
  const given = (await session.run(feeds))[file.output]?.data as Float32Array;
  const wanted = (await vectors.read(`output/${recording.output}`)).data;
  expect(given.length).toBe(wanted.length);
  return wanted.reduce((worst, number, at) => Math.max(worst, Math.abs(number - (given[at] ?? 1e9))), 0);
}

describe("a hub model with config.json and model.safetensors only", () => {
  test("BERT: tokens of any length, pooled as its neighbours say, no longer than it learned", async () => {
    const recipe = await text("bert");
    expect(recipe).toMatchObject({
      inputs: { ids: "input_ids", mask: "attention_mask", types: "token_type_ids" },
      pooling: "cls",
      maxTokens: 16,
      file: { output: "last_hidden_state", width: 24 },
    });
    expect(recipe.recipe === "text-model" && recipe.padding).toBeFalsy();
    const inputs = ["input_ids", "attention_mask", "token_type_ids"];
    if (recipe.recipe !== "text-model") throw new Error("another recipe");
    expect(await compare(recipe.file, { fixture: "bert", inputs, output: "tokens" })).toBeLessThan(1e-4);
  });

  test("CLIP: both towers give vectors of one space", async () => {
    const [words, pictures] = [await text("clip"), await image("clip")];
    expect(words).toMatchObject({
      pooling: "none",
      maxTokens: 10,
      file: { output: "text_embeds", width: 12 },
    });
    expect(pictures).toMatchObject({ pooling: "none", file: { output: "image_embeds", width: 12 } });
    if (words.recipe !== "text-model" || pictures.recipe !== "image-model") throw new Error("other recipes");
    const ids = ["input_ids", "attention_mask"];
    expect(await compare(words.file, { fixture: "clip", inputs: ids, output: "textPooled" })).toBeLessThan(
      1e-4,
    );
    const pixels = ["pixel_values"];
    expect(
      await compare(pictures.file, { fixture: "clip", inputs: pixels, output: "imagePooled" }),
    ).toBeLessThan(1e-4);
  });

  test("ViT and ResNet: the pooled vector, pictures of the size that is asked for", async () => {
    expect(await image("vit")).toMatchObject({
      pooling: "none",
      file: { output: "pooler_output", width: 24 },
    });
    expect(await image("vit", 24)).toMatchObject({ preprocess: { size: 24 } });
    const resnet = await image("resnet");
    if (resnet.recipe !== "image-model") throw new Error("another recipe");
    const inputs = ["pixel_values"];
    expect(await compare(resnet.file, { fixture: "resnet-basic", inputs, output: "pooled" })).toBeLessThan(
      1e-4,
    );
  });

  test("what cannot be built is refused by name", async () => {
    await expect(text("mamba")).rejects.toThrow(/model-architecture-refused.*mamba.*bert/);
    await expect(image("bert")).rejects.toThrow(/model-architecture-refused.*"bert".*vit/);
    await expect(image("snake")).rejects.toThrow(/model-setting-refused.*hidden_act/);
    await expect(text("cut")).rejects.toThrow(/model-file-invalid.*model\.safetensors/);
  });
});
