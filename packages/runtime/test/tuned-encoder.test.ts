/** Ready encoders that learn, from files that PyTorch exported: what is fed, what learns, what is served. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileForward, GraphBuilder, RandomStream } from "@fuseline/autograd";
import { Storage } from "@fuseline/data";
import { crossEntropy, linear } from "@fuseline/layers";
import { Cancelled, type EncoderSpec, Paused, type TunedPart } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EncodedSource } from "../src/encode/encoded-source.ts";
import { fitSource } from "../src/fit/fit-source.ts";
import { fulfil } from "../src/fulfil/fulfil.ts";
import { declareFeeds, shapeOf } from "../src/graph/declare-feeds.ts";
import type { TuneOptions } from "../src/graph/graph-feed.ts";
import { forward } from "../src/predict/forward.ts";
import { pngOf } from "../src/pretrained/testing/png.ts";
import { TOKENIZER } from "../src/pretrained/testing/tiny-files.ts";
import type { EncoderRecipe } from "../src/recipe.ts";
import { type RequestRow, type RowReader, requestReader } from "../src/rows/row-reader.ts";
import { openSession } from "../src/session/open-session.ts";
import { SessionPool } from "../src/session/session-pool.ts";
import { servingGraph } from "../src/train/serving-graph.ts";
import type { BuildGraph, TrainJob } from "../src/train/train-job.ts";
import { trainModel } from "../src/train/train-model.ts";
import { learnedPart } from "../src/tuning/learned-part.ts";
import { cloudJob, fresh } from "./clouds.ts";

const ROWS = 24;
const CLASSES = 3;
const SIDES: { readonly [family: string]: number } = { resnet: 16, vit: 8 };
const WORDS = ["red", "green", "chair"];
const ALL = Array.from({ length: ROWS }, (_, row) => row);
const column = { column: "x", several: false };
const FROM_FILE = { column: "x", modality: "image", several: false, node: "", transforms: [] } as never;

let folder: string;
let storage: Storage;
let sessions: SessionPool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-tuned-"));
  storage = await Storage.open(folder);
  sessions = new SessionPool(storage, { threads: 1 });
});
afterAll(async () => {
  await sessions.close();
  await rm(folder, { recursive: true, force: true });
});

const context = () => ({ storage, session: (blob: string) => sessions.session(blob) });

async function blobOf(family: string): Promise<string> {
  const path = new URL(`../src/import/fixtures/${family}.onnx`, import.meta.url);
  return storage.putBytes(await readFile(path));
}

async function textEncoder(family: string): Promise<EncoderRecipe> {
  return {
    recipe: "text-model",
    column,
    ref: null,
    file: { model: await blobOf(family), input: "input_ids", output: "output", width: 0 },
    tokenizer: await storage.putBytes(new TextEncoder().encode(JSON.stringify(TOKENIZER))),
    tokenizerConfig: null,
    inputs: { ids: "input_ids", mask: "attention_mask", types: "token_type_ids" },
    pooling: "mean",
    normalise: true,
    prefix: "",
    maxTokens: 6,
    length: 1,
    padding: { to: 6, id: 0 },
  };
}

async function imageEncoder(family: string): Promise<EncoderRecipe> {
  const thirds = [0.5, 0.45, 0.4] as const;
  return {
    recipe: "image-model",
    columns: [column],
    ref: null,
    file: { model: await blobOf(family), input: "pixel_values", output: "output", width: 0 },
    preprocess: {
      size: SIDES[family] ?? 0,
      shortSide: null,
      resample: "bilinear",
      channels: "bgr",
      rescale: 1 / 255,
      mean: thirds,
      std: [0.2, 0.3, 0.25],
    },
    pooling: "none",
    several: "mean",
    length: 1,
  };
}

/** The width of its vectors, told by running it once. */
async function measured(encoder: EncoderRecipe, reader: RowReader): Promise<EncoderRecipe> {
  const session = await sessions.session(encoder.file.model);
  const [output] = session.outputMetadata;
  const dims = output?.isTensor === true ? output.shape : [];
  const width = Number(dims.at(encoder.recipe === "image-model" && dims.length === 4 ? 1 : -1));
  const pooling =
    encoder.recipe === "text-model"
      ? dims.length === 3
        ? "mean"
        : "none"
      : dims.length === 4
        ? "mean-grid"
        : dims.length === 3
          ? "mean-tokens"
          : "none";
  expect(reader.count).toBe(ROWS);
  return { ...encoder, file: { ...encoder.file, width }, pooling } as EncoderRecipe;
}

function texts(): RowReader {
  const rows = ALL.map((row) => ({
    x: `${WORDS[row % CLASSES]} ${WORDS[(row * 7) % 2]} ${row % 5 === 0 ? "chair" : ""}`,
  }));
  return requestReader(rows, storage);
}

/** Pictures whose strongest colour is the answer; encoders bring them to their own size. */
function pictures(): RowReader {
  const side = 40;
  const rows: RequestRow[] = ALL.map((row) => {
    const random = new RandomStream(`picture ${row}`);
    const pixels = Uint8Array.from({ length: side * side * 3 }, (_, at) =>
      Math.min(255, random.integer(90) + (at % 3 === row % CLASSES ? 150 : 20)),
    );
    return { x: { name: `${row}.png`, bytes: pngOf(pixels, side) } };
  });
  return requestReader(rows, storage);
}

const FAMILIES = [
  ["bert", textEncoder, texts],
  ["minilm", textEncoder, texts],
  ["resnet", imageEncoder, pictures],
  ["vit", imageEncoder, pictures],
] as const;
type Family = (typeof FAMILIES)[number];

async function tuned(
  [family, make, rows]: Family,
  trained: TunedPart,
): Promise<{ source: EncodedSource; encoder: EncoderRecipe }> {
  const reader = rows();
  const encoder = await measured(await make(family), reader);
  const models = {
    image: async () => encoder as Extract<EncoderRecipe, { recipe: "image-model" }>,
    text: async () => encoder as Extract<EncoderRecipe, { recipe: "text-model" }>,
  };
  const spec = {
    source: encoder.recipe,
    columns: [FROM_FILE],
    column: FROM_FILE,
    model: { hub: family, revision: "main" },
    output: "embedding",
  } as unknown as EncoderSpec;
  const recipe = await fitSource({
    spec: { source: "tuned-model", encoder: spec, trained },
    reader,
    train: ALL,
    models,
    context: context(),
  });
  const arrays = await fulfil(recipe, reader, context());
  return {
    source: { key: "2".repeat(64), recipe, arrays, ...(await learnedPart(recipe, storage)) },
    encoder,
  };
}

const PLAIN: TuneOptions = { lora: null, rateScale: 1, layerDecay: 1, stochasticDepth: 0 };
const LORA: TuneOptions = { ...PLAIN, lora: { rank: 2, alpha: 8, targets: "attention" } };

function buildWith(options: TuneOptions): BuildGraph {
  return (g, { encoder, target }, rowWeight) => {
    if (encoder?.kind !== "encoder" || target?.kind !== "class-target") throw new Error("wrong feeds");
    const { value } = g.scope("encoder", () => encoder.build(g, options));
    const logits = linear(g, value, CLASSES, { scope: "head" });
    const head = {
      task: "classes",
      output: "logits",
      labels: target.labels,
      abstain: 0,
      target: "y",
    } as const;
    if (target.value === undefined) return { outputs: { logits }, head, toleratesMissing: false };
    const loss = crossEntropy(g, { logits, target: target.value }, { smoothing: 0, rowWeight });
    return { loss: loss.value, perRow: loss.perRow, outputs: { logits }, head, toleratesMissing: false };
  };
}

function jobOf(
  source: EncodedSource,
  options: TuneOptions,
  more: Partial<TrainJob["hooks"]> = {},
  observed = fresh(),
): TrainJob {
  const plain = cloudJob(observed, {
    settings: { epochs: 6, batch: 8, rate: 0.02, refit: "off", keep: "last" },
    hooks: more,
  });
  const target = plain.sources.target as EncodedSource;
  return {
    ...plain,
    build: buildWith(options),
    sources: { encoder: source, target },
    rows: { train: ALL.slice(0, 20), validation: ALL, test: [] },
  };
}

async function servedLogits(job: TrainJob, parameters: Awaited<ReturnType<typeof trainModel>>["parameters"]) {
  const { onnx, feeds } = servingGraph(job, parameters);
  const session = await openSession(onnx);
  const arrays = Object.fromEntries(Object.entries(job.sources).map(([name, one]) => [name, one.arrays]));
  const sources = Object.fromEntries(Object.entries(job.sources).map(([name, one]) => [name, one.recipe]));
  // Five rows, as no batch of the training had.
  const outputs = await forward(session, { feeds, sources }, { arrays, rows: [3, 1, 4, 20, 23] });
  return { logits: Array.from(outputs.logits?.data ?? []), inputs: session.inputNames };
}

const MODES: readonly (readonly [string, TunedPart, TuneOptions])[] = [
  ["head", { part: "head" }, PLAIN],
  ["last block", { part: "blocks", blocks: 1 }, { ...PLAIN, layerDecay: 0.7, stochasticDepth: 0.1 }],
  ["lora", { part: "all" }, { ...LORA, stochasticDepth: 0.1 }],
  ["full", { part: "all" }, PLAIN],
];

describe.each(FAMILIES)("%s", (...family) => {
  it.each(MODES)("%s: begins where the frozen encoder is", async (_, trained) => {
    const { source, encoder } = await tuned(family, trained);
    const expected = await fulfil(encoder, family[2](), context());
    const g = new GraphBuilder({ training: false });
    const shape = { encoder: shapeOf(source, ALL) };
    const declared = declareFeeds(g, shape, {
      batch: "batch",
      supervised: false,
      tuning: { mode: "frozen" },
    });
    const feed = declared.feeds.encoder;
    if (feed?.kind !== "encoder" || source.recipe.recipe !== "tuned-model") throw new Error("wrong feed");
    const { value } = feed.build(g, PLAIN);
    const session = await openSession(compileForward({ builder: g, outputs: { value }, values: new Map() }));
    const used = declared.bindings.filter(({ input }) => session.inputNames.includes(input));
    const outputs = await forward(
      session,
      { feeds: used, sources: { encoder: source.recipe } },
      { arrays: { encoder: source.arrays }, rows: ALL },
    );
    const { mean = [], spread = 1 } = source.recipe.statistics ?? {};
    const frozen = Array.from(
      expected.value?.data as Float32Array,
      (number, at) => (number - (mean[at % mean.length] ?? 0)) / spread,
    );
    const found = Array.from(outputs.value?.data ?? []);
    expect(found.length).toBe(frozen.length);
    const worst = Math.max(...found.map((number, at) => Math.abs(number - (frozen[at] ?? Number.NaN))));
    expect(worst).toBeLessThan(2e-3);
  });

  it("skips blocks that learn, more often the later ones, and no others", async () => {
    const keeps = async (trained: TunedPart, options: TuneOptions): Promise<number[]> => {
      const { source } = await tuned(family, trained);
      const g = new GraphBuilder({ training: true });
      const shape = { encoder: shapeOf(source, ALL) };
      const { feeds } = declareFeeds(g, shape, { batch: 8, supervised: true, tuning: { mode: "learn" } });
      if (feeds.encoder?.kind !== "encoder") throw new Error("wrong feed");
      feeds.encoder.build(g, { ...options, stochasticDepth: 0.3 });
      return g.randoms.map((one) => (one.kind === "mask" ? Number(one.keep.toFixed(2)) : 0));
    };
    // Two parts in each of two blocks; in a small ResNet the first block of a stage has a shortcut of its own.
    const [name] = family;
    const both = name === "resnet" ? [0.9, 0.7] : [0.85, 0.85, 0.7, 0.7];
    expect(await keeps({ part: "all" }, LORA)).toEqual(both);
    expect(await keeps({ part: "blocks", blocks: 1 }, PLAIN)).toEqual(both.filter((keep) => keep === 0.7));
  });

  it.each(MODES)(
    "%s: learns, resumes to the byte, and serves what it learnt",
    async (mode, trained, options) => {
      const { source } = await tuned(family, trained);
      if (source.recipe.recipe !== "tuned-model") throw new Error("wrong recipe");
      expect(source.recipe.prefix === null).toBe(trained.part === "all");
      const job = jobOf(source, options);
      const model = await trainModel(job, "train");
      const losses = (model.curves["validation.loss"] ?? []).map(([, value]) => value);
      expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
      const learnt = Object.keys(model.parameters).filter((name) => name.startsWith("encoder/"));
      expect(learnt.length).toBeGreaterThan(0);
      if (mode === "lora") expect(learnt.every((name) => name.includes("/lora/"))).toBe(true);

      const again = fresh();
      const aborter = new AbortController();
      const progress = (done: number) => {
        if (done >= 2) aborter.abort(new Paused());
      };
      const cut = jobOf(source, options, { signal: aborter.signal, progress }, again);
      await expect(trainModel(cut, "train")).rejects.toBeInstanceOf(Cancelled);
      const resumed = await trainModel(
        jobOf(source, options, {}, { points: [], checkpoint: again.checkpoint }),
        "train",
      );
      expect(resumed.parameters).toEqual(model.parameters);

      const { logits, inputs } = await servedLogits(job, model.parameters);
      expect(inputs.every((name) => name.startsWith("encoder/"))).toBe(true);
      expect(logits.length).toBe(5 * CLASSES);
      expect(logits.every(Number.isFinite)).toBe(true);
    },
  );
});
