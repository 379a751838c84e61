import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { decodeModel, encodeModel } from "@fuseline/autograd/onnx";
import { BUNDLED_TEXT, Hub, hubSettings, Storage } from "@fuseline/data";
import { serveStaticHub, sharedHub } from "@fuseline/data/hub-testing";
import type { ColumnSource, Issue, SourceSpec } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RowArrays } from "../arrays/row-array.ts";
import { fulfil } from "../fulfil/fulfil.ts";
import type { Recipe } from "../recipe.ts";
import { requestReader } from "../rows/row-reader.ts";
import { openSession } from "../session/open-session.ts";
import { SessionPool } from "../session/session-pool.ts";
import { pretrainedModels } from "./pretrained-models.ts";
import { pngOf } from "./testing/png.ts";
import { PREPROCESSOR, TOKENIZER } from "./testing/tiny-files.ts";
import {
  CHANNELS,
  TOKENS,
  tinyClassifier,
  tinyFixedBatch,
  tinyTextModel,
  tinyVit,
} from "./testing/tiny-models.ts";

type ImageSpec = Extract<SourceSpec, { source: "image-model" }>;
type TextSpec = Extract<SourceSpec, { source: "text-model" }>;

let root: string;
let storage: Storage;
let sessions: SessionPool;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "fuseline-pretrained-"));
  storage = await Storage.open(join(root, "data"));
  sessions = new SessionPool(storage, { threads: 2 });
  await put("acme/classifier", {
    "onnx/model.onnx": tinyClassifier(),
    "preprocessor_config.json": PREPROCESSOR,
  });
  await put("acme/vit", { "onnx/model.onnx": tinyVit(), "preprocessor_config.json": PREPROCESSOR });
  await put("acme/unprepared", { "onnx/model.onnx": tinyVit() });
  await put("acme/alone", { "onnx/model.onnx": tinyFixedBatch(), "preprocessor_config.json": PREPROCESSOR });
  await put("acme/foreign", {
    "onnx/model.onnx": foreign(tinyVit()),
    "preprocessor_config.json": PREPROCESSOR,
  });
  await put("acme/broken", {
    "onnx/model.onnx": new Uint8Array([1, 2, 3]),
    "preprocessor_config.json": PREPROCESSOR,
  });
  await put("acme/words", {
    "onnx/model.onnx": tinyTextModel(),
    "tokenizer.json": TOKENIZER,
    "tokenizer_config.json": { pad_token: "[pad]" },
    "modules.json": [{ idx: 2, type: "sentence_transformers.models.Normalize" }],
  });
});
afterAll(async () => {
  await sessions.close();
  for (const close of closing) await close();
  await rm(root, { recursive: true, force: true });
});

async function put(id: string, files: { [path: string]: Uint8Array | object }): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, "served", id, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content instanceof Uint8Array ? content : JSON.stringify(content));
  }
}

/** The same model, asking for an operator that only somebody's library has. */
function foreign(bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes);
  const nodes = model.graph.nodes.map((node, index) =>
    index === 0 ? { ...node, domain: "acme.ops" } : node,
  );
  return encodeModel({ ...model, graph: { ...model.graph, nodes } });
}

/** A plain file server: no API, no HEAD, no ranges, no tags. */
async function models(folder = join(root, "served")) {
  const server = await serveStaticHub({ folder, head: false, ranges: false, etags: false });
  const hub = new Hub({
    folder: join(root, "hub"),
    settings: hubSettings({ HF_ENDPOINT: server.endpoint }),
    retryMilliseconds: 5,
  });
  closing.push(() => hub.close(), server.close);
  return pretrainedModels({ hub, storage });
}

const column = (name: string, modality: "image" | "text"): ColumnSource => ({
  node: "data",
  column: name,
  modality,
  several: false,
  transforms: [],
});
function imageSpec(hub: string, rest: Partial<ImageSpec> = {}): ImageSpec {
  const model = { hub, revision: "main" };
  return {
    source: "image-model",
    columns: [column("photo", "image")],
    model,
    output: "embedding",
    several: "mean",
    size: null,
    ...rest,
  };
}
function textSpec(hub: string, rest: Partial<TextSpec> = {}): TextSpec {
  const model = { hub, revision: "main" };
  return {
    source: "text-model",
    column: column("text", "text"),
    model,
    output: "embedding",
    maxTokens: 128,
    pooling: "model",
    prefix: null,
    ...rest,
  };
}

function picture(seed: number, side = 16): Uint8Array {
  return Uint8Array.from(
    { length: side * side * 3 },
    (_, i) => (i * 37 * (seed + 1) + ((i * i) % 101)) % 256,
  );
}
const photos = [0, 1, 2].map((seed) => ({ photo: { name: `${seed}.png`, bytes: pngOf(picture(seed), 16) } }));
const run = (recipe: Recipe, rows: Parameters<typeof requestReader>[0]): Promise<RowArrays> =>
  fulfil(recipe, requestReader(rows, storage), { storage, session: (blob) => sessions.session(blob) });

/** What the whole file gives for the pictures, prepared by hand: (v/255 − 0.5) / 0.5, channels first. */
async function direct(bytes: Uint8Array, output: string): Promise<Float32Array> {
  const data = new Float32Array(3 * 3 * 256);
  photos.forEach((_, row) => {
    const pixels = picture(row);
    for (let c = 0; c < 3; c++)
      for (let i = 0; i < 256; i++)
        data[(row * 3 + c) * 256 + i] = ((pixels[i * 3 + c] ?? 0) / 255 - 0.5) / 0.5;
  });
  const session = await openSession(bytes);
  const results = await session.run({ pixel_values: new Tensor("float32", data, [3, 3, 16, 16]) });
  await session.release();
  return results[output]?.data as Float32Array;
}

function expectClose(a: ArrayLike<number> | undefined, b: ArrayLike<number>, tolerance = 1e-5): void {
  expect(a?.length).toBe(b.length);
  const worst = Math.max(...Array.from(b, (value, i) => Math.abs(value - (a?.[i] ?? Number.NaN))));
  expect(worst).toBeLessThan(tolerance);
}
const numbers = (arrays: RowArrays, part = "value"): Float32Array => arrays[part]?.data as Float32Array;

describe("a picture classifier from a plain file server", () => {
  test("is cut before its last layer: the vectors give its own scores again", async () => {
    const recipe = await (await models()).image(imageSpec("acme/classifier"));
    expect(recipe).toMatchObject({
      pooling: "none",
      length: 1,
      file: { input: "pixel_values", width: CHANNELS },
    });
    const vectors = numbers(await run(recipe, photos));
    const { initializers } = decodeModel(tinyClassifier()).graph;
    const weights = (name: string) =>
      new Float32Array(
        Uint8Array.from(initializers.find((one) => one.name === name)?.data as Uint8Array).buffer,
      );
    const [head, bias] = [weights("head"), weights("bias")];
    const scores = Array.from({ length: 12 }, (_, at) => {
      const row = Math.floor(at / 4);
      return Array.from(
        { length: CHANNELS },
        (_, c) => (vectors[row * CHANNELS + c] ?? 0) * (head[c * 4 + (at % 4)] ?? 0),
      ).reduce((a, b) => a + b, bias[at % 4] ?? 0);
    });
    expectClose(scores, await direct(tinyClassifier(), "logits"));
  });

  test("gives the grid before the mean as features", async () => {
    const all = await models();
    const recipe = await all.image(imageSpec("acme/classifier", { output: "features" }));
    expect(recipe).toMatchObject({ pooling: "features", length: 64, file: { width: CHANNELS } });
    const features = numbers(await run(recipe, photos));
    expect(features.length).toBe(3 * 64 * CHANNELS);
    const vectors = numbers(await run(await all.image(imageSpec("acme/classifier")), photos));
    expectClose(meanOfTokens(features, 64), vectors);
  });
});

/** [rows, tokens, CHANNELS] → [rows, CHANNELS]. */
function meanOfTokens(features: Float32Array, tokens: number): Float32Array {
  const rows = features.length / (tokens * CHANNELS);
  return Float32Array.from({ length: rows * CHANNELS }, (_, at) => {
    const [row, c] = [Math.floor(at / CHANNELS), at % CHANNELS];
    let sum = 0;
    for (let token = 0; token < tokens; token++) sum += features[(row * tokens + token) * CHANNELS + c] ?? 0;
    return sum / tokens;
  });
}

describe("a vision transformer", () => {
  test("gives its class token as the vector and only its patches as features", async () => {
    const all = await models();
    const vector = await all.image(imageSpec("acme/vit"));
    expect(vector).toMatchObject({ pooling: "token0", file: { output: "last_hidden_state" } });
    const features = await all.image(imageSpec("acme/vit", { output: "features" }));
    expect(features).toMatchObject({ pooling: "features", length: 64 });
    const [vectors, patches] = [numbers(await run(vector, photos)), numbers(await run(features, photos))];
    // This class token is twice the mean of the patches.
    expectClose(
      meanOfTokens(patches, 64).map((value) => 2 * value),
      vectors,
    );
  });

  test("a file used whole is stored as it came, a cut one under its own content", async () => {
    const all = await models();
    const [vector, features] = [
      await all.image(imageSpec("acme/vit")),
      await all.image(imageSpec("acme/vit", { output: "features" })),
    ];
    expect(await storage.readBytes(vector.file.model)).toEqual(Buffer.from(tinyVit()));
    expect(features.file.model).not.toBe(vector.file.model);
  });
});

test("hashes that nobody vouched for are written down, and it says so once", async () => {
  await put("acme/news", { "onnx/model.onnx": tinyVit(), "preprocessor_config.json": PREPROCESSOR });
  const server = await serveStaticHub({ folder: join(root, "served") });
  const hub = new Hub({ folder: join(root, "hub"), settings: hubSettings({ HF_ENDPOINT: server.endpoint }) });
  closing.push(() => hub.close(), server.close);
  const told: Issue[] = [];
  const all = pretrainedModels({ hub, storage, issue: (issue) => told.push(issue) });
  await all.image(imageSpec("acme/news"));
  expect(told).toMatchObject([
    {
      code: "model-pinned",
      severity: "hint",
      facts: { model: "acme/news", files: ["onnx/model.onnx", "preprocessor_config.json"] },
    },
  ]);
  await all.image(imageSpec("acme/news"));
  expect(told).toHaveLength(1);
});

describe("refusals name the model and what is wrong", () => {
  test.each([
    ["acme/unprepared", /model-preprocess-missing/],
    ["acme/alone", /model-input-unknown.*pixel_values \[1, 3, 16, 16\]/],
    ["acme/foreign", /model-operator-refused.*acme\.ops/],
    ["acme/broken", /model-file-invalid/],
    ["acme/words", /model-input-unknown.*input_ids/],
    ["acme/nothing", /model-no-onnx/],
  ])("%s", async (hub, words) => {
    await expect((await models()).image(imageSpec(hub))).rejects.toThrow(words);
  });

  test("another size than the file's own", async () => {
    await expect((await models()).image(imageSpec("acme/vit", { size: 32 }))).rejects.toThrow(
      /model-size-fixed/,
    );
  });
});

describe("a text model", () => {
  test("its neighbours' settings decide: mean of tokens, unit length, its own padding", async () => {
    const recipe = await (await models()).text(textSpec("acme/words"));
    expect(recipe).toMatchObject({
      inputs: { ids: "input_ids", mask: null, types: null },
      pooling: "mean",
      normalise: true,
      maxTokens: TOKENS,
      padding: { to: TOKENS, id: 0 },
    });
    const vectors = numbers(await run(recipe, [{ text: "Red chair" }, { text: null }, { text: "green" }]));
    const table = decodeModel(tinyTextModel()).graph.initializers.find(({ name }) => name === "table");
    const rows = new Float32Array(Uint8Array.from(table?.data as Uint8Array).buffer);
    const word = (id: number) => rows.subarray(id * CHANNELS, (id + 1) * CHANNELS);
    expectClose(
      vectors.subarray(0, CHANNELS),
      unit(word(2).map((value, i) => (value + (word(4)[i] ?? 0)) / 2)),
    );
    expectClose(vectors.subarray(CHANNELS, 2 * CHANNELS), new Float32Array(CHANNELS));
    expectClose(vectors.subarray(2 * CHANNELS), unit(word(3)));
  });

  test("tokens as features, with their mask", async () => {
    const recipe = await (await models()).text(textSpec("acme/words", { output: "features", maxTokens: 5 }));
    expect(recipe).toMatchObject({ pooling: "features", length: 5, normalise: false });
    const mask = numbers(await run(recipe, [{ text: "red green" }]), "mask");
    expect(Array.from(mask)).toEqual([1, 1, 0, 0, 0]);
  });

  test("the bundled one needs no hub", async () => {
    const hub = new Hub({
      folder: join(root, "empty"),
      settings: hubSettings({ HF_ENDPOINT: "http://127.0.0.1:9" }),
    });
    closing.push(() => hub.close());
    const recipe = await pretrainedModels({ hub, storage }).text(
      textSpec(BUNDLED_TEXT.hub, { model: BUNDLED_TEXT }),
    );
    expect(recipe).toMatchObject({
      pooling: "none",
      normalise: false,
      maxTokens: 128,
      file: { width: 512, output: "sentence_embedding" },
    });
    const vectors = numbers(
      await run(recipe, [
        { text: "a red chair" },
        { text: "a crimson seat" },
        { text: "the tax report of last year" },
      ]),
    );
    const dot = (a: number, b: number) =>
      vectors
        .subarray(a * 512, a * 512 + 512)
        .reduce((sum, value, i) => sum + value * (vectors[b * 512 + i] ?? 0), 0);
    expect(dot(0, 1)).toBeGreaterThan(dot(0, 2) + 0.2);
  });
});

function unit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

const shared = sharedHub();
describe.skipIf(shared.folder === null)(`real weights (skipped: ${shared.reason})`, () => {
  const real = () => models(shared.folder ?? "");

  test("MobileNetV2: 1,280 numbers a picture, or a grid of 49 cells that averages to them", async () => {
    const all = await real();
    const vector = await all.image(imageSpec("fuseline/mobilenet-v2-imagenet"));
    expect(vector).toMatchObject({ pooling: "none", file: { output: "image_embedding", width: 1280 } });
    expect(vector.preprocess).toMatchObject({
      size: 224,
      shortSide: 256,
      resample: "bilinear",
      channels: "rgb",
    });
    const features = await all.image(imageSpec("fuseline/mobilenet-v2-imagenet", { output: "features" }));
    expect(features).toMatchObject({ pooling: "features", length: 49, file: { width: 1280 } });
    const [vectors, cells] = [numbers(await run(vector, photos)), numbers(await run(features, photos))];
    const means = Float32Array.from({ length: 1280 }, (_, c) => {
      let sum = 0;
      for (let cell = 0; cell < 49; cell++) sum += cells[cell * 1280 + c] ?? 0;
      return sum / 49;
    });
    expectClose(means, vectors.subarray(0, 1280), 1e-4);
  });

  test("SqueezeNet wants BGR minus a mean, MobileNetV1 small pictures", async () => {
    const all = await real();
    expect(await all.image(imageSpec("fuseline/squeezenet-imagenet"))).toMatchObject({
      file: { width: 512 },
      preprocess: { size: 227, channels: "bgr", rescale: 1, mean: [104, 117, 123] },
    });
    expect(await all.image(imageSpec("fuseline/mobilenet-v1-025-imagenet"))).toMatchObject({
      file: { width: 256 },
      preprocess: { size: 128, shortSide: 146 },
    });
  });

  test("USE-lite from the hub gives the bundled one's vectors", async () => {
    const all = await real();
    const rows = [{ text: "A brown dog runs over the grass." }, { text: "Two chairs" }];
    const [here, there] = [
      await all.text(textSpec(BUNDLED_TEXT.hub, { model: BUNDLED_TEXT })),
      await all.text(textSpec("fuseline/use-lite-en")),
    ];
    expectClose(numbers(await run(here, rows)), numbers(await run(there, rows)));
  });

  test("a real file that does not say how pictures are prepared is refused", async () => {
    await expect((await real()).image(imageSpec("fuseline/resnet8-cifar10"))).rejects.toThrow(
      /model-preprocess-missing/,
    );
  });
});
