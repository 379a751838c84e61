import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BUNDLED_TEXT } from "./bundled-name.ts";
import { CATALOGUE, catalogueEntry } from "./catalogue.ts";
import { describeModel } from "./describe-model.ts";
import { Hub } from "./hub.ts";
import { checkFilePath, checkModelId } from "./names.ts";
import { hubSettings } from "./settings.ts";
import { type StaticHubOptions, serveStaticHub, TEST_COMMIT } from "./testing/static-hub.ts";

let root: string;
const open: (() => Promise<void>)[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fuseline-describe-"));
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await rm(root, { recursive: true, force: true });
});

async function put(id: string, files: { [path: string]: string }): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, "served", id, path, ".."), { recursive: true });
    await writeFile(join(root, "served", id, path), text);
  }
}

async function hub(options: Partial<StaticHubOptions> = {}): Promise<Hub> {
  const server = await serveStaticHub({ folder: join(root, "served"), ...options });
  open.push(server.close);
  return hubAt(server.endpoint);
}
function hubAt(endpoint: string): Hub {
  const settings = hubSettings({ HF_ENDPOINT: endpoint });
  const made = new Hub({ folder: join(root, "cache"), settings, retryMilliseconds: 5 });
  open.push(() => made.close());
  return made;
}
const nowhere = "http://127.0.0.1:9";

describe("the catalogue", () => {
  test("names only models and files that may be downloaded, each tower once", () => {
    for (const { hub, file } of CATALOGUE) {
      expect(checkModelId(hub)).toBe(hub);
      expect(checkFilePath(file)).toBe(file);
    }
    const keys = CATALOGUE.map(({ hub, modality }) => `${hub} ${modality}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("every text model says its languages and every image model its preparation", () => {
    for (const entry of CATALOGUE) {
      if (entry.modality === "text") expect(entry.languages.length, entry.hub).toBeGreaterThan(0);
      else expect(entry.preprocess, entry.hub).not.toBeNull();
    }
  });

  test("both towers of CLIP have their own file", () => {
    expect(catalogueEntry("Xenova/clip-vit-base-patch32", "image")?.file).toBe("onnx/vision_model.onnx");
    expect(catalogueEntry("Xenova/clip-vit-base-patch32", "text")?.file).toBe("onnx/text_model.onnx");
  });
});

describe("before a download", () => {
  test("a model of the catalogue: our facts, also without network", async () => {
    const ref = { hub: "Xenova/multilingual-e5-small", revision: "main" };
    const told = await describeModel(hubAt(nowhere), { ref, modality: "text" });
    expect(told).toMatchObject({ known: true, bytes: 470_000_000, width: 384, installed: false, ref });
    expect(told.licence).toMatchObject({ id: "mit", commercial: true });
    expect(told.languages).toContain("ru");
  });

  test("any other model: what the hub tells, without fetching the weights", async () => {
    await put("acme/own", { "onnx/model.onnx": "x".repeat(5000), "config.json": "{}" });
    const told = await describeModel(await hub({ api: true }), {
      ref: { hub: "acme/own", revision: "main" },
      modality: "image",
    });
    expect(told).toMatchObject({
      ref: { hub: "acme/own", revision: TEST_COMMIT },
      known: false,
      bytes: 5000,
      weights: "onnx/model.onnx",
      licence: { id: "apache-2.0", commercial: null },
      languages: ["en"],
      installed: false,
    });
  });

  test("at a plain file server the weights are found by trying", async () => {
    await put("acme/two", { "onnx/vision_model.onnx": "abc", "onnx/model.onnx": "abcdef" });
    const plain = await hub({ head: false, etags: false, ranges: false });
    const ref = { hub: "acme/two", revision: "main" };
    expect(await describeModel(plain, { ref, modality: "image" })).toMatchObject({
      weights: "onnx/vision_model.onnx",
      bytes: 3,
    });
    expect(await describeModel(plain, { ref, modality: "text" })).toMatchObject({
      weights: "onnx/model.onnx",
      bytes: 6,
    });
  });

  test("a model without ONNX says what it has instead", async () => {
    await put("acme/torch", { "pytorch_model.bin": "x", "config.json": "{}" });
    const ref = { hub: "acme/torch", revision: "main" };
    await expect(describeModel(await hub({ api: true }), { ref, modality: "text" })).rejects.toThrow(
      /model-no-onnx.*pytorch_model\.bin/,
    );
  });

  test("a model with safetensors only is built from them", async () => {
    await put("acme/weights", { "model.safetensors": "x", "config.json": "{}" });
    const ref = { hub: "acme/weights", revision: "main" };
    for (const server of [await hub({ api: true }), await hub({ head: false, etags: false, ranges: false })])
      expect(await describeModel(server, { ref, modality: "text" })).toMatchObject({
        weights: "model.safetensors",
      });
  });

  test("an unknown model without network is not installed", async () => {
    const ref = { hub: "acme/own", revision: "main" };
    await expect(describeModel(hubAt(nowhere), { ref, modality: "text" })).rejects.toThrow(
      /model-not-installed/,
    );
  });

  test("the bundled encoder needs nothing", async () => {
    expect(await describeModel(hubAt(nowhere), { ref: BUNDLED_TEXT, modality: "text" })).toMatchObject({
      installed: true,
      bytes: 0,
      width: 512,
      languages: ["en"],
    });
  });
});
