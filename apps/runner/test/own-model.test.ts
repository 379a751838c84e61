/** A person's own ONNX file instead of a ready encoder: from the upload to a model that answers as it was measured. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileForward, GraphBuilder, initialise } from "@fuseline/autograd";
import { Storage } from "@fuseline/data";
import { catalog } from "@fuseline/nodes";
import { exportModel, type Manifest, openPredictor } from "@fuseline/runtime";
import { defaultsOf, type Json, type MediaCell, type PipelineDocument, type Table } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { squaresPipeline } from "./testing/colour-squares.ts";
import { type Ran, runDocument } from "./testing/run-document.ts";

const SIDE = 16;

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-own-model-"));
  storage = await Storage.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As Keras would write it: photo [1, 16, 16, 3], channels last → a map [1, 8, 8, 12] of random features. */
function encoderFile(): Uint8Array {
  const g = new GraphBuilder({ training: false });
  const photo = g.input("photo", "float32", [1, SIDE, SIDE, 3]);
  const kernel = g.param("kernel", [12, 3, 3, 3], { kind: "truncatedNormal", std: 0.3 });
  const map = g.relu(g.conv2d(g.transpose(photo, [0, 3, 1, 2]), kernel, { stride: 2, pad: 1 }));
  const outputs = { map: g.transpose(map, [0, 2, 3, 1]) };
  return compileForward({ builder: g, outputs, values: initialise(g.parameters, "5") });
}

/** The squares with the person's file where a new encoder stood. */
async function squaresWith(bytes: Uint8Array, size: number): Promise<PipelineDocument & { own: string }> {
  const { document } = await squaresPipeline(storage);
  const [own, encoder] =
    Object.entries(document.nodes).find(([, { kind }]) => kind === "encode-image-new") ?? [];
  const definition = catalog.get("encode-onnx");
  if (own === undefined || encoder === undefined || definition === undefined) throw new Error("no encoder");
  const file = { blob: await storage.putBytes(bytes), name: "encoder.onnx", bytes: bytes.byteLength };
  const params = { ...defaultsOf(definition.params), file, size } as { [name: string]: Json };
  const node = { ...encoder, kind: definition.kind, version: definition.version, params };
  return { ...document, own, nodes: { ...document.nodes, [own]: node } };
}

async function modelOf({ document, ran }: { document: PipelineDocument; ran: Ran }) {
  const [trainer = ""] = Object.entries(document.nodes).find(([, { kind }]) => kind === "train-model") ?? [];
  const { model } = await ran.outputs(trainer);
  if (model?.type !== "model") throw new Error("no model");
  const manifest = (await storage.readJson(model.manifest)) as unknown as Manifest;
  const table = (await storage.readJson(model.dataset.table)) as unknown as Table;
  return { manifest, table };
}

describe("an own file", () => {
  it("becomes a model that learns, answers as it was measured, and can be taken away", async () => {
    const { own, ...document } = await squaresWith(encoderFile(), SIDE);
    const ran = await runDocument(document, storage);
    expect(ran.outcome).toMatchObject({ status: "succeeded" });
    const measured = ran.outcome.metrics.accuracy;
    expect(measured).toMatchObject({ split: "test" });
    expect(measured?.value).toBeGreaterThan(0.9);

    const { manifest, table } = await modelOf({ document, ran });
    const cells = (name: string) => table.columns.find((column) => column.name === name)?.values ?? [];
    const test = table.row.flatMap((_, row) => (table.split?.[row] === "test" ? [row] : []));
    expect(test.length).toBeGreaterThan(5);
    const photos = await Promise.all(
      test.map(async (row) => {
        const { name, blob } = cells("photo")[row] as MediaCell;
        return { photo: { name, bytes: await storage.readBytes(blob) } };
      }),
    );
    const predictor = await openPredictor(manifest, storage);
    const answers = await predictor.predict(photos);
    await predictor.close();
    const right = answers.filter(
      (answer, at) => answer.task === "classes" && answer.label === cells("colour")[test[at] ?? 0],
    );
    expect(right.length / test.length).toBeCloseTo(measured?.value ?? Number.NaN, 6);
    expect((await exportModel(manifest, storage)).map(({ path }) => path)).toContain("encoders/1-photo.onnx");
  }, 120_000);

  it.each([
    ["a text", new TextEncoder().encode("no model at all, only words\n"), SIDE, "own-model-invalid", "file"],
    ["half a file", encoderFile().subarray(0, 700), SIDE, "own-model-invalid", "file"],
    ["a file for other photos", encoderFile(), 224, "own-model-size", "size"],
  ] as const)(
    "that is %s ends the run with words on its block",
    async (_, bytes, size, code, param) => {
      const { own, ...document } = await squaresWith(bytes, size);
      const { outcome } = await runDocument(document, storage);
      expect(outcome).toMatchObject({ status: "failed", issue: { code, at: { node: own, param } } });
    },
    60_000,
  );
});
