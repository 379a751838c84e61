import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeModel, encodeModel, type OnnxModel, type OnnxNode } from "@fuseline/autograd/onnx";
import { Hub, hubSettings, Storage } from "@fuseline/data";
import { serveStaticHub, sharedHub } from "@fuseline/data/hub-testing";
import { messageOf, type SourceSpec, UserError } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fulfil } from "../fulfil/fulfil.ts";
import { pretrainedModels } from "../pretrained/pretrained-models.ts";
import { pngOf } from "../pretrained/testing/png.ts";
import type { Recipe } from "../recipe.ts";
import { requestReader } from "../rows/row-reader.ts";
import { openSession } from "../session/open-session.ts";
import { SessionPool } from "../session/session-pool.ts";
import { ownModelRecipe } from "./own-model-recipe.ts";
import { aloneFile, CHANNELS, type OwnFile, ownFile, SIDE } from "./testing/own-files.ts";

type OwnSpec = Extract<SourceSpec, { source: "onnx-model" }>;

const MEAN = [0.4, 0.5, 0.6];
const SCALE = [0.2, 0.25, 0.5];

let root: string;
let storage: Storage;
let sessions: SessionPool;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "fuseline-own-model-"));
  storage = await Storage.open(join(root, "data"));
  sessions = new SessionPool(storage, { threads: 1 });
});
afterAll(async () => {
  await sessions.close();
  await rm(root, { recursive: true, force: true });
});

const column = { node: "data", column: "photo", modality: "image", several: false, transforms: [] } as const;

async function recipeOf(bytes: Uint8Array, rest: Partial<OwnSpec> = {}) {
  const file = await storage.putBytes(bytes);
  const spec = { source: "onnx-model", column, file, input: "", output: "", size: SIDE } as const;
  return ownModelRecipe({ ...spec, mean: MEAN, scale: SCALE, channels: "rgb", ...rest }, storage);
}

/** The issue that a file, or a setting for it, meets. */
async function refusal(bytes: Uint8Array, rest: Partial<OwnSpec> = {}) {
  const error = await recipeOf(bytes, rest).catch((caught: unknown) => caught);
  if (!(error instanceof UserError)) throw error;
  const { issue } = error;
  return { code: issue.code, at: issue.at, facts: issue.facts, ...messageOf(issue, "en") };
}

const pixelsOf = (seed: number): Uint8Array =>
  Uint8Array.from(
    { length: SIDE * SIDE * 3 },
    (_, i) => (i * 37 * (seed + 1) + ((i * i) % (101 + seed))) % 256,
  );
const photos = [0, 1, 2, 3, 4].map((seed) => ({
  photo: { name: `${seed}.png`, bytes: pngOf(pixelsOf(seed), SIDE) },
}));

async function vectorsOf(recipe: Recipe): Promise<Float32Array> {
  const context = { storage, session: (blob: string) => sessions.session(blob) };
  return (await fulfil(recipe, requestReader(photos, storage), context)).value?.data as Float32Array;
}

/** Vectors of the plain file for photos prepared by hand: (value / 255 − mean) / scale. */
async function expected(channels: "rgb" | "bgr"): Promise<Float32Array> {
  const cells = SIDE * SIDE;
  const data = new Float32Array(photos.length * 3 * cells);
  photos.forEach((_, photo) => {
    for (let c = 0; c < 3; c++)
      for (let i = 0; i < cells; i++) {
        const value = pixelsOf(photo)[i * 3 + (channels === "rgb" ? c : 2 - c)] ?? 0;
        data[(photo * 3 + c) * cells + i] = (value / 255 - (MEAN[c] ?? 0)) / (SCALE[c] ?? 1);
      }
  });
  const session = await openSession(ownFile());
  const results = await session.run({ photo: new Tensor("float32", data, [photos.length, 3, SIDE, SIDE]) });
  await session.release();
  return results.vector?.data as Float32Array;
}

function expectClose(actual: Float32Array, wanted: Float32Array, tolerance: number): void {
  expect(actual).toHaveLength(wanted.length);
  expect(new Set(wanted).size).toBeGreaterThan(5);
  wanted.forEach((value, at) => {
    expect(Math.abs(value - (actual[at] ?? Number.NaN)), `number ${at}`).toBeLessThan(tolerance);
  });
}

describe("a person's own file", () => {
  const files: (OwnFile & { pooling: string; output?: string })[] = [
    { pooling: "none" },
    { pooling: "none", outputs: ["vector", "scores"] },
    { pooling: "none", outputs: ["scores", "vector"], output: "vector" },
    { pooling: "mean-grid", outputs: ["map"] },
    { pooling: "mean-tokens", outputs: ["places"] },
    { pooling: "none", layout: "nhwc" },
    { pooling: "mean-grid", layout: "nhwc", outputs: ["map"] },
    { pooling: "mean-tokens", layout: "nhwc", outputs: ["places"] },
  ];
  it.each(files)("gives its vectors, %j", async ({ pooling, output = "", ...file }) => {
    const recipe = await recipeOf(ownFile(file), { output });
    expect(recipe).toMatchObject({ pooling, file: { width: CHANNELS } });
    expectClose(await vectorsOf(recipe), await expected("rgb"), 1e-5);
  });

  it("that is fit for use is used as it is", async () => {
    const bytes = ownFile();
    const recipe = await recipeOf(bytes, { input: "photo", output: "vector" });
    expect(recipe.file).toEqual({
      model: await storage.putBytes(bytes),
      input: "photo",
      output: "vector",
      width: CHANNELS,
    });
  });

  it("may want the colours the other way round", async () => {
    const vectors = await vectorsOf(await recipeOf(ownFile(), { channels: "bgr" }));
    expectClose(vectors, await expected("bgr"), 1e-5);
    expect(Math.abs((vectors[0] ?? 0) - ((await expected("rgb"))[0] ?? 0))).toBeGreaterThan(1e-3);
  });

  it("may say a batch of one where any would do", async () => {
    for (const layout of ["nchw", "nhwc"] as const) {
      const fixed = declaredBatch(ownFile({ layout }), 1);
      expectClose(await vectorsOf(await recipeOf(fixed)), await expected("rgb"), 1e-5);
    }
  });
});

/** The same model, saying how many photos it takes. */
function declaredBatch(bytes: Uint8Array, batch: number): Uint8Array {
  return edited(bytes, ({ inputs, ...graph }) => ({
    ...graph,
    inputs: inputs.map((input) => ({ ...input, dims: [batch, ...(input.dims ?? []).slice(1)] })),
  }));
}

function edited(bytes: Uint8Array, edit: (graph: OnnxModel["graph"]) => OnnxModel["graph"]): Uint8Array {
  const model = decodeModel(bytes);
  return encodeModel({ ...model, graph: edit(model.graph) });
}

const firstNode = (change: Partial<OnnxNode>): Uint8Array =>
  edited(ownFile(), (graph) => ({
    ...graph,
    nodes: graph.nodes.map((node, at) => (at === 0 ? { ...node, ...change } : node)),
  }));

describe("what cannot be used is refused in words", () => {
  const whole = ownFile();
  const text = new TextEncoder().encode("This is a letter and no model, and it is long enough to be one.\n");
  const unreadable: [string, Uint8Array][] = [
    ["nothing", new Uint8Array()],
    ["a text", text],
    ["a picture", pngOf(pixelsOf(0), SIDE)],
    ["zeros", new Uint8Array(500)],
    ...[0.1, 0.5, 0.9, 0.99].map((share): [string, Uint8Array] => [
      `the first ${share * 100} %`,
      whole.subarray(0, Math.floor(whole.length * share)),
    ]),
    ["an operator nobody knows", firstNode({ type: "Konvolution" })],
  ];
  it.each(unreadable)("%s", async (_, bytes) => {
    expect(await refusal(bytes)).toMatchObject({ code: "own-model-invalid", at: { param: "file" } });
  });

  it("operators of somebody else, branches and loops, by name", async () => {
    expect(await refusal(firstNode({ type: "Magic", domain: "acme.ops" }))).toMatchObject({
      code: "own-model-operator",
      at: { param: "file" },
      facts: { operator: "Magic", domain: "acme.ops" },
    });
    expect(await refusal(firstNode({ type: "Loop" }))).toMatchObject({
      code: "own-model-operator",
      facts: { operator: "Loop", domain: null },
    });
  });

  it("names that the file has not, with those it has", async () => {
    expect(await refusal(whole, { input: "pixels" })).toMatchObject({
      code: "own-model-name-unknown",
      at: { param: "input" },
      facts: { name: "pixels", known: ["photo"] },
    });
    const two = ownFile({ outputs: ["vector", "map"] });
    expect(await refusal(two, { output: "pool" })).toMatchObject({
      code: "own-model-name-unknown",
      at: { param: "output" },
      fix: "It has: vector, map. Choose one of them, or leave the field empty for the first.",
    });
  });

  it("another side than the file's", async () => {
    for (const layout of ["nchw", "nhwc"] as const) {
      expect(await refusal(ownFile({ layout }), { size: 224 })).toMatchObject({
        code: "own-model-size",
        at: { param: "size" },
        fix: "Set the side of the photo to 16.",
      });
    }
  });

  it("inputs that are no photos", async () => {
    const grey = edited(whole, ({ inputs, ...graph }) => ({
      ...graph,
      inputs: inputs.map((input) => ({ ...input, dims: ["batch", 1, SIDE, SIDE] })),
    }));
    expect(await refusal(grey)).toMatchObject({
      code: "own-model-input",
      facts: { inputs: ["photo [batch, 1, 16, 16]"] },
    });
    const more = edited(whole, ({ inputs, ...graph }) => ({
      ...graph,
      inputs: [...inputs, { name: "mask", elementType: 1, dims: null }],
    }));
    expect(await refusal(more)).toMatchObject({ facts: { inputs: ["photo [batch, 3, 16, 16]", "mask"] } });
  });

  it("a file that really takes photos one at a time", async () => {
    expect(await refusal(aloneFile())).toMatchObject({
      code: "own-model-alone",
      facts: { output: "vector" },
    });
    const mixing = declaredBatch(ownFile({ outputs: ["mixed"] }), 1);
    expect(await refusal(mixing)).toMatchObject({ code: "own-model-alone", facts: { output: "mixed" } });
  });

  it("an output that is not of float32 numbers, with the others", async () => {
    const whole = edited(ownFile({ outputs: ["vector", "map"] }), ({ outputs, ...graph }) => ({
      ...graph,
      outputs: outputs.map((output, at) => (at === 0 ? { ...output, elementType: 7 } : output)),
    }));
    expect(await refusal(whole)).toMatchObject({
      code: "own-model-output",
      at: { param: "output" },
      facts: { output: "vector", others: ["map"] },
    });
  });

  it("a side that the file cannot work with, although it names none", async () => {
    const flattening = edited(aloneFile(), ({ inputs, ...graph }) => ({
      ...graph,
      inputs: inputs.map((input) => ({ ...input, dims: ["batch", 3, "height", "width"] })),
    }));
    expect(await refusal(flattening, { size: 20 })).toMatchObject({
      code: "own-model-trial",
      at: { param: "file" },
      facts: { size: 20 },
    });
  });
});

const shared = sharedHub();
describe.skipIf(shared.folder === null)(`real weights (skipped: ${shared.reason})`, () => {
  it("MobileNetV2 brought as a file sees what the ready model sees in the same pixels", async () => {
    const server = await serveStaticHub({ folder: shared.folder ?? "", api: true });
    const settings = hubSettings({ HF_ENDPOINT: server.endpoint });
    const hub = new Hub({ folder: join(root, "hub"), settings });
    const ready = await pretrainedModels({ hub, storage }).image({
      source: "image-model",
      columns: [column],
      model: { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" },
      output: "embedding",
      several: "mean",
      size: null,
    });
    await hub.close();
    await server.close();
    const halves = [0.5, 0.5, 0.5];
    const bytes = await storage.readBytes(ready.file.model);
    const { output } = ready.file;
    const own = await recipeOf(bytes, { output, size: 224, mean: halves, scale: halves });
    expect(own.file).toEqual(ready.file);
    // Ready models are shown the middle of a photo, a person's own one all of it.
    const whole = { ...ready, preprocess: { ...ready.preprocess, shortSide: null } };
    expectClose(await vectorsOf(own), await vectorsOf(whole), 1e-6);
  });
});
