/** Ready encoders that learn, from the upload to answers: run, measured on unseen rows, exported, asked, all the same. */
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodePixels, Hub, loadTokenizer, normalisePixels, Storage } from "@fuseline/data";
import { type StaticHub, serveStaticHub, sharedHub } from "@fuseline/data/hub-testing";
import { buildTemplate, type TemplateRequest } from "@fuseline/nodes/templates";
import { exportModel, type Manifest, openPredictor, pretrainedModels } from "@fuseline/runtime";
import type { Json } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  PortableManifest,
  Preparation,
} from "../../../packages/runtime/src/export/portable-manifest.ts";
import { type Prepared, runFolder } from "../../../packages/runtime/src/export/testing/run-folder.ts";
import { type Ran, runDocument } from "./testing/run-document.ts";
import { MODELS, type Square, squareOf, squaresData, writeHub } from "./testing/tuned-fixtures.ts";

const shared = sharedHub();
let folder = "";
let server: StaticHub;
let storage: Storage;
let hub: Hub;
let understanding: TemplateRequest["understanding"];
/** Rows that no training saw. */
let fresh: Square[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-tuned-"));
  await writeHub(join(folder, "served"));
  if (shared.folder !== null)
    await symlink(join(shared.folder, "fuseline"), join(folder, "served", "fuseline"));
  server = await serveStaticHub({ folder: join(folder, "served"), api: true });
  storage = await Storage.open(join(folder, "storage"));
  hub = Hub.fromEnvironment(join(folder, "models"), { HF_ENDPOINT: server.endpoint });
  understanding = await squaresData(storage);
  fresh = await Promise.all([501, 505, 509, 513, 514].map(squareOf));
});
afterAll(async () => {
  await hub.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Learnt {
  readonly ran: Ran;
  readonly manifest: Manifest;
  /** Validation loss before anything much was learnt, and at its best. */
  readonly losses: { readonly first: number; readonly best: number };
}

async function learn(
  template: string,
  request: Pick<TemplateRequest, "inputs" | "settings"> & Partial<Pick<TemplateRequest, "models">>,
): Promise<Learnt> {
  const built = buildTemplate(template, { understanding, models: MODELS, seed: 3, ...request });
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  const { document } = built.value;
  const ran = await runDocument(document, storage, (listener) =>
    pretrainedModels({ hub, storage, ...listener }),
  );
  if (ran.outcome.status !== "succeeded") throw new Error(JSON.stringify(ran.outcome));
  const [trainer = ""] = Object.entries(document.nodes).find(([, { kind }]) => kind === "train-model") ?? [];
  const { model } = await ran.outputs(trainer);
  if (model?.type !== "model") throw new Error("no model");
  const losses = ran.events.flatMap((event) =>
    event.type === "metric" && event.series === "validation.loss" ? [event.value] : [],
  );
  return {
    ran,
    manifest: (await storage.readJson(model.manifest)) as unknown as Manifest,
    losses: { first: losses[0] ?? Number.NaN, best: Math.min(...losses) },
  };
}

const inline = ({ photo, text, kind }: Square) => ({ photo: { name: "new.png", bytes: photo }, text, kind });

async function asked(manifest: Manifest) {
  const predictor = await openPredictor(manifest, storage);
  const answers = await predictor.predict(fresh.map(inline));
  await predictor.close();
  return answers;
}

/** The exported folder in ONNX Runtime alone, from the same photos and texts. */
async function exported(manifest: Manifest) {
  const files = new Map((await exportModel(manifest, storage)).map(({ path, bytes }) => [path, bytes]));
  const read = (path: string): Uint8Array => files.get(path) ?? new Uint8Array();
  const portable = JSON.parse(new TextDecoder().decode(read("manifest.json"))) as PortableManifest;
  const prepared = await Promise.all(portable.sources.map(({ prepare }) => preparedRows(prepare, read)));
  return { answer: portable.answer, outputs: await runFolder(portable, read, prepared) };
}

async function preparedRows(
  how: Preparation,
  read: (path: string) => Uint8Array,
): Promise<{ readonly [what: string]: Prepared }> {
  const rows = fresh.length;
  const floats = (data: readonly number[], dims: readonly number[]): Prepared => ({
    dtype: "float32",
    dims,
    data,
  });
  const presence = floats(new Array<number>(rows).fill(1), [rows]);
  switch (how.kind) {
    case "picture": {
      const size = 3 * how.size * how.size;
      const data = new Float32Array(rows * size);
      const plain = { ...how, rescale: 1, mean: [0, 0, 0], std: [1, 1, 1] } as const;
      for (const [row, { photo }] of fresh.entries()) {
        const pixels = await decodePixels(photo, how, { file: "new.png" });
        normalisePixels(pixels, how.scaled ? how : plain, { data, offset: row * size });
      }
      return { presence, pixels: floats([...data], [rows, 3, how.size, how.size]) };
    }
    case "text": {
      const blob = await storage.putBytes(read(how.tokenizer));
      const tokenizer = await loadTokenizer(storage, { tokenizer: blob, config: null });
      const lists = fresh.map(({ text }) => tokenizer.encode(text, how.maxTokens));
      const wide = how.length ?? Math.max(...lists.map((ids) => ids.length));
      const filled = lists.flatMap((ids) => Array.from({ length: wide }, (_, at) => ids[at] ?? how.padding));
      const mask = lists.flatMap((ids) => Array.from({ length: wide }, (_, at) => Number(at < ids.length)));
      const whole = (data: readonly number[]): Prepared => ({ dtype: "int64", dims: [rows, wide], data });
      return { presence, ids: whole(filled), mask: whole(mask), types: whole(filled.map(() => 0)) };
    }
    case "table": {
      const [column] = how.columns;
      if (column?.as !== "category") throw new Error("the table has one category");
      const data = fresh.map(({ kind }) => column.values.indexOf(kind) + 1);
      return { presence, categories: { dtype: "int64", dims: [rows, 1], data } };
    }
  }
}

function expectEqual(found: readonly number[] | undefined, wanted: readonly number[], scale = 1): void {
  expect(found).toHaveLength(wanted.length);
  for (const [at, number] of wanted.entries())
    expect(Math.abs(number - (found?.[at] ?? Number.NaN)) / scale).toBeLessThan(1e-5);
}

/** Among the test rows far more often than by chance. */
function expectFound({ outcome }: Ran): void {
  for (const way of ["imageToText", "textToImage"]) {
    const { value = 0, chance = 1 } = outcome.metrics[`recall@1.${way}`] ?? {};
    expect(value, way).toBeGreaterThan(3 * (chance ?? 1));
  }
}

async function expectSameVectors(manifest: Manifest): Promise<void> {
  const answers = await asked(manifest);
  const { answer, outputs } = await exported(manifest);
  if (answer.task !== "pairs") throw new Error("no pairs");
  for (const side of ["a", "b"] as const) {
    const vectors = answers.flatMap((one) => (one.task === "pairs" ? [...(one[side] ?? [])] : []));
    expectEqual(outputs[answer[side].output], vectors);
  }
}

const QUICK = { "train-model.epochs": 30, "train-model.rate": 0.01, "train-model.batch": 24 };

describe.each<readonly [string, { readonly [setting: string]: Json }]>([
  [
    "adapters in the photos' encoder, the texts' last block",
    { "encode-image.tuning": "lora", "encode-text.tuning": "last-blocks", "encode-text.blocks": 1 },
  ],
  [
    "the photos' last block, adapters in the texts' encoder, blocks dropped at random",
    {
      "encode-image.tuning": "last-blocks",
      "encode-image.blocks": 1,
      "encode-image.stochasticDepth": 0.1,
      "encode-text.tuning": "lora",
    },
  ],
])("photos and their texts, %s", (_, settings) => {
  it("find each other, and the exported model gives the same vectors", async () => {
    const { ran, manifest, losses } = await learn("find-pictures", {
      inputs: ["photo", "text"],
      settings: {
        ...settings,
        ...QUICK,
        "encode-image.rateScale": 1,
        "encode-text.rateScale": 1,
      },
    });
    expect(losses.best).toBeLessThan(0.8 * losses.first);
    expectFound(ran);
    await expectSameVectors(manifest);
  }, 120_000);
});

describe.skipIf(shared.folder === null)(`real encoders (${shared.reason} otherwise)`, () => {
  it("learn photos and their texts, and the exported model gives the same vectors", async () => {
    const { ran, manifest, losses } = await learn("find-pictures", {
      inputs: ["photo", "text"],
      models: {
        image: { hub: "fuseline/mobilenet-v1-025-imagenet", revision: "main" },
        text: { hub: "fuseline/use-lite-en", revision: "main" },
      },
      settings: {
        "encode-image.tuning": "last-blocks",
        "encode-image.blocks": 1,
        "encode-text.tuning": "lora",
        "encode-text.maxTokens": 8,
        "train-model.epochs": 5,
        "train-model.batch": 24,
        "train-model.refit": "off",
      },
    });
    expect(losses.best).toBeLessThan(0.9 * losses.first);
    expectFound(ran);
    await expectSameVectors(manifest);
  }, 240_000);
});

describe.each<readonly [string, { readonly [setting: string]: Json }]>([
  ["adapters", { "encode-image.tuning": "lora" }],
  [
    "the last block",
    { "encode-image.tuning": "last-blocks", "encode-image.blocks": 1, "encode-image.rateScale": 1 },
  ],
])("a price from a photo and a table, %s", (_, settings) => {
  it("is learnt, and the exported model names the same", async () => {
    const { ran, manifest, losses } = await learn("price-home", {
      inputs: ["photo", "kind"],
      settings: { ...settings, ...QUICK },
    });
    expect(losses.best).toBeLessThan(0.5 * losses.first);
    expect(ran.outcome.metrics.r2?.value).toBeGreaterThan(0.4);
    const answers = await asked(manifest);
    const { answer, outputs } = await exported(manifest);
    if (answer.task !== "value") throw new Error("no number");
    for (const bound of ["output", "low", "high"] as const) {
      const key = bound === "output" ? "value" : bound;
      const numbers = answers.flatMap((one) =>
        one.task === "value" ? one.values.map((each) => each[key]) : [],
      );
      expectEqual(outputs[answer[bound]], numbers, 1000);
    }
  }, 120_000);
});
