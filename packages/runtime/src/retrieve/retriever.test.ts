/** Search over a small real model: each side is a table of two numbers, brought to unit length. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileForward, GraphBuilder } from "@fuseline/autograd";
import { Storage } from "@fuseline/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "../manifest.ts";
import { openRetriever, type Retriever, type StoredIndex } from "./retriever.ts";

let folder = "";
let storage: Storage;
let manifest = "";
const opened: Retriever[] = [];

const ROWS = [
  { title: "red chair", a: [1, 0], b: [0, 1] },
  { title: "blue chair", a: [0, 1], b: [1, 0] },
  { title: "green lamp", a: [-1, 0], b: [0, -1] },
  // Without its second side.
  { title: "lamp without a number", a: [0.6, 0.8], b: [0, 0] },
] as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-retriever-"));
  storage = await Storage.open(folder);
  const g = new GraphBuilder({ training: false });
  const side = (name: string) => {
    const x = g.input(`${name}/numbers`, "float32", ["batch", 2]);
    return g.div(x, g.sqrt(g.max(g.reduceSum(g.mul(x, x), [1], true), 1e-12)));
  };
  const graph = await storage.putBytes(
    compileForward({ builder: g, outputs: { a: side("a"), b: side("b") } }),
  );
  const column = (name: string) =>
    ({ column: name, several: false, as: "number", mean: 0, scale: 1, quantiles: null }) as const;
  const table = (name: string) =>
    ({ recipe: "table", columns: [column(`${name}1`), column(`${name}2`)] }) as const;
  const inputs = ["a1", "a2", "b1", "b2"].map((name) => ({
    column: name,
    modality: "number" as const,
    several: false,
    required: false,
  }));
  const pairSide = (name: "a" | "b") => ({
    output: name,
    inputs: [`${name}1`, `${name}2`],
    modality: "number" as const,
  });
  const model: Manifest = {
    format: "fuseline/model",
    version: 1,
    graph,
    inputs,
    sources: { a: table("a"), b: table("b") },
    encoded: {},
    feeds: ["a", "b"].map((source) => ({ input: `${source}/numbers`, source, part: "numbers" })),
    head: { task: "pairs", a: pairSide("a"), b: pairSide("b"), scale: 1, width: 2 },
    training: {
      seed: 0,
      epochs: 0,
      bestEpoch: 0,
      steps: 0,
      batch: 1,
      rate: 0,
      optimiser: "",
      parameters: 0,
      rows: { train: 0, validation: 0, test: 0 },
      seconds: 0,
      versions: {},
      curves: {},
    },
  };
  manifest = await storage.putJson(model as never);
});
afterAll(async () => {
  await Promise.all(opened.map((retriever) => retriever.close()));
  await rm(folder, { recursive: true, force: true });
});

type Settings = Partial<Pick<StoredIndex, "count" | "mix">> & { side?: "a" | "b" | "both"; words?: boolean };

async function retrieverOf({ side = "both", words = true, count = 4, mix = "both" }: Settings) {
  const put = async (name: "a" | "b") => {
    const data = Float32Array.from(ROWS.flatMap((row) => [...row[name]]));
    return side === "both" || side === name ? storage.putBytes(new Uint8Array(data.buffer)) : null;
  };
  const retriever = await openRetriever(
    {
      format: "fuseline/index",
      version: 1,
      manifest,
      rows: ROWS.map(({ title }) => ({ title })),
      width: 2,
      a: await put("a"),
      b: await put("b"),
      words: words ? ROWS.map(({ title }) => title) : null,
      count,
      mix,
    },
    storage,
  );
  opened.push(retriever);
  return async (query: { [column: string]: number | string }, asked?: number) =>
    (await retriever.search(query, asked === undefined ? {} : { count: asked })).map(({ row }) => row.title);
}

const LIKE_FIRST = { a1: 1, a2: 0.1 };

describe("what can be found", () => {
  it("is compared with the other side, where both are in the index", async () => {
    const find = await retrieverOf({});
    // b of the rows: the second lies along a1.
    expect(await find(LIKE_FIRST)).toEqual(["blue chair", "red chair", "green lamp"]);
    expect(await find({ b1: 1, b2: 0.1 })).toEqual([
      "red chair",
      "lamp without a number",
      "blue chair",
      "green lamp",
    ]);
  });

  it("is the side that was chosen", async () => {
    const find = await retrieverOf({ side: "a" });
    expect((await find(LIKE_FIRST))[0]).toBe("red chair");
    expect((await find({ b1: 1, b2: 0.1 }))[0]).toBe("red chair");
  });

  it("is never a row that lacks the side", async () => {
    const find = await retrieverOf({ side: "b" });
    expect(await find(LIKE_FIRST)).not.toContain("lamp without a number");
  });

  it("is as many rows as the index gives, or as were asked for", async () => {
    const find = await retrieverOf({ count: 2 });
    expect(await find(LIKE_FIRST)).toHaveLength(2);
    expect(await find(LIKE_FIRST, 1)).toEqual(["blue chair"]);
  });
});

describe("words", () => {
  const asked = { ...LIKE_FIRST, title: "lamp" };

  it("alone find rows that have them, and only those", async () => {
    const find = await retrieverOf({ mix: "words" });
    expect(await find(asked)).toEqual(["green lamp", "lamp without a number"]);
  });

  it("lift rows that have them when both count", async () => {
    const find = await retrieverOf({ mix: "both" });
    expect((await find(asked))[0]).toBe("green lamp");
    expect(await find(asked)).toHaveLength(4);
  });

  it("that nearly every row has do not outweigh the row that says exactly what was asked", async () => {
    const find = await retrieverOf({ mix: "both" });
    // Both chairs share a word with the question; one of them is meant.
    expect((await find({ a1: -1, a2: 0, title: "red chair" }))[0]).toBe("red chair");
  });

  it("do not count when meaning alone is asked for, or when the index has none", async () => {
    for (const settings of [{ mix: "vectors" }, { mix: "both", words: false }] as const) {
      const find = await retrieverOf(settings);
      expect(await find(asked)).toEqual(await find(LIKE_FIRST));
    }
  });
});
