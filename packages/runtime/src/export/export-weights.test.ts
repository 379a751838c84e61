import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { decodeModel } from "@fuseline/autograd/onnx";
import { bytesSource, Safetensors } from "@fuseline/autograd/safetensors";
import { Storage } from "@fuseline/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "../manifest.ts";
import { CHANNELS } from "../pretrained/testing/tiny-models.ts";
import { exportWeights } from "./export-weights.ts";
import { findPython } from "./testing/find-python.ts";
import { tinyProduct } from "./testing/tiny-product.ts";

const RUN = "4f0c2f8e-0000-4000-8000-000000000000";
let folder = "";
let storage: Storage;
let manifest: Manifest;
let file: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-weights-"));
  storage = await Storage.open(folder);
  const product = await tinyProduct(storage);
  manifest = { ...product, training: { ...product.training, versions: { fuseline: "7" } } };
  const { path, pieces } = await exportWeights(manifest, storage, RUN);
  expect(path).toBe("model.safetensors");
  file = Buffer.concat(pieces);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("exported weights", () => {
  it("are those of the serving graph, number for number, without its constants", async () => {
    const { graph } = decodeModel(await storage.readBytes(manifest.graph));
    expect(graph.initializers.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["weight", expect.stringMatching(/^constant/)]),
    );
    const opened = await Safetensors.open(bytesSource(file));
    expect([...opened.header.tensors.keys()]).toEqual(["weight"]);
    const { dims, data } = await opened.read("weight");
    expect(dims).toEqual([2 * CHANNELS, 3]);
    expect(new Set(data).size).toBeGreaterThan(CHANNELS);
    const bytes = graph.initializers.find(({ name }) => name === "weight")?.data as Uint8Array;
    expect(Buffer.compare(Buffer.from(data.buffer), bytes)).toBe(0);
  });

  it("say which run and which engine they come from", async () => {
    const { header } = await Safetensors.open(bytesSource(file));
    expect(Object.fromEntries(header.metadata)).toEqual({
      run: RUN,
      engine: "fuseline",
      versions: '{"fuseline":"7"}',
      graph: manifest.graph,
    });
  });

  const python = findPython(["safetensors", "numpy"]);
  it.skipIf(python === null)("open in Python (needs Python with safetensors and numpy)", async () => {
    const path = join(folder, "model.safetensors");
    await writeFile(path, file);
    const program = `import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], "numpy") as file:
    print(json.dumps([file.metadata()["run"], {name: file.get_tensor(name).tolist() for name in file.keys()}]))`;
    const { stdout } = await promisify(execFile)(python ?? "", ["-c", program, path]);
    const { data } = await (await Safetensors.open(bytesSource(file))).read("weight");
    const [run, tensors] = JSON.parse(stdout) as [string, { weight: number[][] }];
    expect([run, Object.keys(tensors)]).toEqual([RUN, ["weight"]]);
    expect(Float32Array.from(tensors.weight.flat())).toEqual(data);
  });
});
