import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodePixels, loadTokenizer, normalisePixels, Storage } from "@fuseline/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClassAnswer } from "../predict/answers.ts";
import { openPredictor } from "../predict/predictor.ts";
import { pngOf } from "../pretrained/testing/png.ts";
import { exportModel } from "./export-model.ts";
import type { PortableManifest, Preparation } from "./portable-manifest.ts";
import { type Prepared, runFolder } from "./testing/run-folder.ts";
import { type TinyProduct, tinyProduct } from "./testing/tiny-product.ts";

let folder = "";
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-export-"));
  storage = await Storage.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const photo = (seed: number): Uint8Array =>
  pngOf(
    Uint8Array.from({ length: 24 * 24 * 3 }, (_, at) => (at * seed + (at >> 3)) % 256),
    24,
  );
const ROWS = [
  { photo: photo(7), text: "red chair" },
  { photo: photo(31), text: null },
  { photo: null, text: "green green red" },
];

async function prepare(preparation: Preparation, column: string): Promise<{ [what: string]: Prepared }> {
  const cells = ROWS.map((row) => row[column as "photo" | "text"]);
  const floats = (data: readonly number[], dims: readonly number[]): Prepared => ({
    dtype: "float32",
    dims,
    data,
  });
  const presence = floats(
    cells.map((cell) => Number(cell !== null)),
    [cells.length],
  );
  if (preparation.kind === "picture") {
    const { size } = preparation;
    const data = new Float32Array(cells.length * 3 * size * size);
    for (const [row, cell] of cells.entries()) {
      if (!(cell instanceof Uint8Array)) continue;
      const pixels = await decodePixels(cell, preparation, { file: "photo.png" });
      normalisePixels(pixels, preparation, { data, offset: row * 3 * size * size });
    }
    return { presence, pixels: floats([...data], [cells.length, 3, size, size]) };
  }
  if (preparation.kind !== "text") throw new Error("no table here");
  const { maxTokens, length, padding, tokenizer: file } = preparation;
  const exported = (await exportModel(await tinyProduct(storage), storage)).find(({ path }) => path === file);
  const blob = await storage.putBytes(exported?.bytes ?? new Uint8Array());
  const tokenizer = await loadTokenizer(storage, { tokenizer: blob, config: null });
  const lists = cells.map((cell) => (typeof cell === "string" ? tokenizer.encode(cell, maxTokens) : []));
  const wide = length ?? Math.max(...lists.map((ids) => ids.length));
  const filled = lists.flatMap((ids) => Array.from({ length: wide }, (_, at) => ids[at] ?? padding));
  const mask = lists.flatMap((ids) => Array.from({ length: wide }, (_, at) => Number(at < ids.length)));
  const dims = [cells.length, wide];
  return {
    presence,
    ids: { dtype: "int64", dims, data: filled },
    mask: { dtype: "int64", dims, data: mask },
  };
}

async function exported(product: TinyProduct) {
  const manifest = await tinyProduct(storage, product);
  const files = new Map((await exportModel(manifest, storage)).map(({ path, bytes }) => [path, bytes]));
  const read = (path: string): Uint8Array => files.get(path) ?? new Uint8Array();
  const portable = JSON.parse(new TextDecoder().decode(read("manifest.json"))) as PortableManifest;
  return { manifest, files, read, portable };
}

describe("an exported folder", () => {
  const products: TinyProduct[] = [
    ...(["token0", "mean-tokens", "features"] as const).map((image) => ({ image })),
    ...(["cls", "last", "mean", "features"] as const).map((text) => ({ text, normalise: text === "last" })),
  ];
  it.each(products)("answers in plain ONNX Runtime as the endpoint does, %j", async (product) => {
    const { manifest, read, portable } = await exported(product);
    const prepared = await Promise.all(
      portable.sources.map(({ prepare: how, columns }) => prepare(how, columns[0] ?? "")),
    );
    const { probabilities = [] } = await runFolder(portable, read, prepared);
    const predictor = await openPredictor(manifest, storage);
    const inline = ROWS.map(({ photo: bytes, text }) => ({
      photo: bytes === null ? null : { name: "photo.png", bytes },
      text,
    }));
    const answers = (await predictor.predict(inline)) as ClassAnswer[];
    await predictor.close();
    const expected = answers.flatMap((answer) => [...answer.probabilities]);
    expect(probabilities).toHaveLength(expected.length);
    expect(new Set(expected.map((share) => share.toFixed(4))).size).toBeGreaterThan(5);
    expected.forEach((share, at) => {
      expect(Math.abs(share - (probabilities[at] ?? Number.NaN))).toBeLessThan(1e-5);
    });
  });

  it("says which files there are, with their hashes, operators and open batch", async () => {
    const { files, portable } = await exported({});
    expect([...files.keys()].sort()).toEqual([
      "README.md",
      "encoders/1-photo.onnx",
      "encoders/2-text.onnx",
      "manifest.json",
      "model.onnx",
      "tokenizers/2-text.json",
    ]);
    expect(portable.model.opset).toBe(20);
    for (const { dims } of [...portable.model.inputs, ...portable.model.outputs])
      expect(dims[0]).toBe("batch");
    expect(portable.answer).toEqual({
      task: "classes",
      output: "probabilities",
      labels: ["frog", "chair", "дом"],
      abstain: 0.4,
    });
    const readme = new TextDecoder().decode(files.get("README.md"));
    for (const input of portable.model.inputs) expect(readme).toContain(input.name);
    expect(readme).toMatch(/“photo”, a picture.*short side is 18.*bicubic[\s\S]*“text”, a text.*at most 8/);
  });
});
