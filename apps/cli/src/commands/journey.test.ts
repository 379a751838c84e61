/** The commands against a real server: from a folder of files to an endpoint, with the exit codes of every ending. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { colourSquares, QUICK, startTestServer, type TestServer } from "@fuseline/server/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../exit-code.ts";
import { runWords } from "../testing/run-words.ts";

let test: TestServer;
let folder = "";
let pipeline = "";
beforeAll(async () => {
  test = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), "fuseline-cli-"));
  pipeline = join(folder, "pipeline.json");
  for (const [, file] of await colourSquares()) {
    if (typeof file === "string") continue;
    const path = join(folder, "things", file.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
  }
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const fuseline = (words: readonly string[], signal?: AbortSignal) =>
  runWords(words, { dataFolder: test.folder, ...(signal === undefined ? {} : { signal }) });
const settings = (values: { readonly [setting: string]: string | number }): string[] =>
  Object.entries(values).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
const create = (...words: string[]) =>
  fuseline([
    "new",
    "sort-products",
    "--data",
    join(folder, "things"),
    "--inputs",
    "photo",
    "--out",
    pipeline,
    ...words,
  ]);

interface RunResult {
  readonly runId: string;
  readonly status: string;
  readonly metrics: { readonly [name: string]: { readonly value: number; readonly split: string } };
  readonly steps: { readonly ran: number; readonly reused: number };
  readonly seconds: number;
}
const lastLine = <T>(result: readonly string[]): T => JSON.parse(result.at(-1) ?? "") as T;

describe("fuseline", () => {
  it("new: says what it understood and writes a pipeline", async () => {
    const { code, result, said } = await create(...settings(QUICK));
    expect([code, result]).toEqual([EXIT.ok, [pipeline]]);
    for (const words of [/photo +photos/, /120 of 120 photos found/, /Answer: colour/, /Not used: title/]) {
      expect(said).toMatch(words);
    }
    expect(JSON.parse(await readFile(pipeline, "utf8"))).toMatchObject({
      template: "sort-products",
      seed: 0,
    });
  });

  it("run: ends with one line of JSON, and in a moment when nothing changed", async () => {
    const first = await fuseline(["run", pipeline, "--json"]);
    expect(first.code).toBe(EXIT.ok);
    const { runId, status, metrics, steps, seconds } = lastLine<RunResult>(first.result);
    expect([status, steps.reused, first.result.length]).toEqual(["succeeded", 0, 1]);
    expect(metrics.accuracy).toMatchObject({ split: "test" });
    expect(metrics.accuracy?.value).toBeGreaterThan(0.9);
    expect([runId.length, seconds > 0]).toEqual([36, true]);
    expect(first.said).toMatch(/✓ .*train-model/);
    const second = lastLine<RunResult>((await fuseline(["run", pipeline, "--json"])).result);
    expect(second.steps).toEqual({ ran: 0, reused: steps.ran });
    expect(second.seconds).toBeLessThan(1);
    expect(second.metrics).toEqual(metrics);
  }, 120_000);

  it("publish: ends with one line of JSON that is enough to call", async () => {
    const { code, result } = await fuseline(["publish", "last", "--name", "things", "--json"]);
    expect(code).toBe(EXIT.ok);
    const { url, key, ...rest } = lastLine<{ url: string; key: string }>(result);
    expect(rest).toMatchObject({ endpoint: "things", version: 1, parity: { differing: [] } });
    const photo = (await readFile(join(folder, "things", "photos", "item-1.png"))).toString("base64");
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ inputs: { photo: { base64: photo } } }),
    });
    expect(await response.json()).toMatchObject({ outputs: { colour: { label: "green" } } });
  });

  it("tells apart what may go wrong", async () => {
    expect((await fuseline(["publish", "no-such-run", "--name", "x"])).code).toBe(EXIT.usage);
    expect((await fuseline(["run", join(folder, "nothing.json")])).code).toBe(EXIT.usage);
    await writeFile(join(folder, "broken.json"), "{");
    expect((await fuseline(["run", join(folder, "broken.json")])).code).toBe(EXIT.pipeline);
    const target = await create("--target", "nothing");
    expect([target.code, target.said]).toEqual([EXIT.pipeline, expect.stringMatching(/✗ .*nothing/)]);
    const setting = await create("--set", "train-model.epochs=many");
    expect([setting.code, setting.said]).toEqual([
      EXIT.pipeline,
      expect.stringMatching(/✗ train-model\.epochs: .*many/),
    ]);
    expect((await fuseline(["new", "bake-bread", "--data", join(folder, "things")])).code).toBe(
      EXIT.pipeline,
    );
    const model = await create("--model", "image=nobody/nothing");
    expect([model.code, model.said]).toEqual([EXIT.pipeline, expect.stringMatching(/nobody\/nothing/)]);
  });

  it("run: stops when asked and says so with its exit code", async () => {
    const endless = join(folder, "endless.json");
    await create(
      ...settings({
        ...QUICK,
        "encode-image-new.size": 64,
        "train-model.epochs": 500,
        "train-model.patience": 0,
      }),
      "--out",
      endless,
    );
    const stop = new AbortController();
    const running = fuseline(["run", endless, "--json"], stop.signal);
    setTimeout(() => stop.abort(), 3_000);
    const { code, result } = await running;
    expect([code, lastLine<RunResult>(result).status]).toEqual([EXIT.cancelled, "cancelled"]);
  }, 60_000);

  it("export: writes a folder once, and never over what lies there", async () => {
    const out = join(folder, "elsewhere");
    const { code, result } = await fuseline(["export", "last", "--out", out, "--json"]);
    expect(code).toBe(EXIT.ok);
    const { files } = lastLine<{ files: readonly string[] }>(result);
    expect(files).toEqual(expect.arrayContaining(["manifest.json", "model.onnx", "README.md"]));
    const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({
      format: "fuseline/portable-model",
      inputs: [{ column: "photo" }],
      sources: [{ columns: ["photo"], prepare: { kind: "picture" } }],
      answer: { task: "classes" },
    });
    const again = await fuseline(["export", "last", "--out", out]);
    expect([again.code, again.said]).toEqual([EXIT.usage, expect.stringContaining("There are files in")]);
  });

  it("export: writes the trained weights alone, under the names of the graph", async () => {
    const out = join(folder, "weights");
    const words = ["export", "last", "--format", "safetensors", "--out", out];
    const { code, result } = await fuseline([...words, "--json"]);
    expect(code).toBe(EXIT.ok);
    const { files } = lastLine<{ files: readonly string[] }>(result);
    expect(files).toEqual(["model.safetensors"]);
    const bytes = await readFile(join(out, "model.safetensors"));
    // The format: eight bytes with the length of a JSON header, then the numbers.
    const header = bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE()));
    const { __metadata__: metadata, ...tensors } = JSON.parse(header.toString("utf8"));
    expect(metadata).toMatchObject({ run: expect.stringMatching(/^[0-9a-f-]{36}$/), engine: "fuseline" });
    expect(Object.keys(tensors).length).toBeGreaterThan(4);
    for (const name of Object.keys(tensors)) expect(name).toMatch(/^[0-9a-f]{12}\//);
    const again = await fuseline(words);
    expect([again.code, again.said]).toEqual([EXIT.usage, expect.stringContaining("There are files in")]);
  });

  it("doctor: says what is here and what is not", async () => {
    const { code, result } = await fuseline(["doctor"]);
    expect(code).toBe(EXIT.ok);
    expect(result.join("\n")).toMatch(
      /✓ versions .*onnxruntime[\s\S]*Fuseline is running there[\s\S]*! hub .*cannot be reached/,
    );
  });
});
