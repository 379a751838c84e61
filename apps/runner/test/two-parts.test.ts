/** Fusion finds what lies in no part alone: the label of `two-parts` is the XOR of a picture's and a text's bit. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "@fuseline/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf, type Ran, runDocument } from "./testing/run-document.ts";

const ROWS = 2_000;
const TRAINER = { epochs: 12, batch: 64, rate: 0.003, patience: 0, refit: "off" };

/** One encoder for each part; three models: photo alone, text alone, both joined. */
const COMMON = {
  sample: { kind: "make-sample", params: { rows: ROWS, noise: 0 } },
  split: { kind: "split-rows", params: { method: "stratified", by: "label" } },
  columns: {
    kind: "choose-columns",
    params: {
      roles: {
        photo: { role: "input", modality: "image", several: false },
        text: { role: "input", modality: "text", several: false },
        label: { role: "target", modality: "category", several: false },
      },
    },
  },
  image: { kind: "encode-image-new", params: { size: 16, width: 32, depth: "tiny" } },
  tokens: { kind: "tokenise", params: { vocabulary: 300, maxTokens: 16 } },
  text: { kind: "encode-text-new", params: { width: 32, layers: 1, heads: 2 } },
} as const;
const WIRES = [
  "sample.data > split.data",
  "split.data > columns.data",
  "columns.column:photo > image.photos",
  "columns.column:text > tokens.text",
  "tokens.tokens > text.tokens",
];

const model = (name: string, features: string) => ({
  nodes: {
    [`${name}-head`]: { kind: "head-classify" },
    [`${name}-loss`]: { kind: "loss-cross-entropy" },
    [`${name}-train`]: { kind: "train-model", params: TRAINER },
    [`${name}-check`]: { kind: "evaluate-classes" },
  },
  wires: [
    `${features} > ${name}-head.features`,
    `columns.column:label > ${name}-head.target`,
    `${name}-head.logits > ${name}-loss.logits`,
    `${name}-loss.loss > ${name}-train.loss`,
    `${name}-train.model > ${name}-check.model`,
  ],
});

let folder = "";
let ran: Ran;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-two-parts-"));
  const models = [
    model("photo", "image.embedding"),
    model("text", "text.embedding"),
    model("both", "fuse.fused"),
  ];
  const document = documentOf(
    {
      ...COMMON,
      fuse: { kind: "fuse-concat", params: { width: 64 } },
      ...Object.assign({}, ...models.map(({ nodes }) => nodes)),
    },
    [
      ...WIRES,
      "image.embedding > fuse.features",
      "text.embedding > fuse.features",
      ...models.flatMap(({ wires }) => wires),
    ],
  );
  ran = await runDocument(document, await Storage.open(folder));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function accuracy(name: string): Promise<number> {
  const { metrics } = await ran.outputs(`${name}-check`);
  if (metrics?.type !== "metrics") throw new Error("no metrics");
  return metrics.metrics.accuracy?.value ?? Number.NaN;
}

describe("two-parts", () => {
  it("cannot be told from either part alone", async () => {
    for (const part of ["photo", "text"]) {
      expect(Math.abs((await accuracy(part)) - 0.5), part).toBeLessThanOrEqual(0.06);
    }
  });

  it("is told from both", async () => {
    expect(await accuracy("both")).toBeGreaterThanOrEqual(0.95);
  });
});
