import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUNDLED_TEXT, makeTokenizer, readBundledSource, Storage } from "@fuseline/data";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSession } from "../../session/open-session.ts";
import { bundledFiles } from "./bundled-files.ts";
import recorded from "./fixtures/use-lite-en.json" with { type: "json" };
import { useLiteGraph } from "./use-lite-graph.ts";
import { useLiteTokenizer } from "./use-lite-tokenizer.ts";

const shared =
  process.env.FUSELINE_SHARED ?? fileURLToPath(new URL("../../../../../../shared", import.meta.url));
const original = join(shared, "hub/fuseline/use-lite-en");
const captions = [
  ...recorded.sentences.map(({ text }) => text),
  "a man in a blue shirt is standing on a ladder cleaning a window",
  "Ｆｕｌｌ－ｗｉｄｔｈ ½ ﬁne ①",
  "émigré naïve façade 🙂 東京",
  "   spaces   around and\tbetween\n",
  "",
  "word ".repeat(200),
];

let session: InferenceSession;
let tokenizer: ReturnType<typeof makeTokenizer>;

beforeAll(async () => {
  const source = await readBundledSource();
  session = await openSession(useLiteGraph(source.weights));
  tokenizer = makeTokenizer(useLiteTokenizer(source.vocabulary), {});
});
afterAll(() => session.release());

/** Rows of one batch, padded with 0 to the longest. */
async function embed(on: InferenceSession, texts: readonly number[][]): Promise<Float32Array[]> {
  const length = Math.max(1, ...texts.map((ids) => ids.length));
  const ids = new BigInt64Array(texts.length * length);
  texts.forEach((row, index) => {
    ids.set(row.map(BigInt), index * length);
  });
  const results = await on.run({ input_ids: new Tensor("int64", ids, [texts.length, length]) }, [
    "sentence_embedding",
  ]);
  const data = results.sentence_embedding?.data as Float32Array;
  return texts.map((_, index) => data.subarray(index * 512, (index + 1) * 512));
}

function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, index) => Math.abs(value - (b[index] ?? Number.NaN))));
}

describe("the bundled text encoder", () => {
  test("gives the original's token ids and vectors, as recorded", async () => {
    for (const { text, ids, head, sum } of recorded.sentences) {
      expect(tokenizer.encode(text, 128)).toEqual(ids);
      const [vector] = await embed(session, [ids]);
      expect(farthest(head, vector ?? [])).toBeLessThan(1e-5);
      expect(vector?.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 4);
    }
  });

  test("a sentence does not depend on the others in its batch, and vectors have unit length", async () => {
    const ids = recorded.sentences.map((sentence) => sentence.ids);
    const together = await embed(session, ids);
    for (const [index, row] of ids.entries()) {
      const [alone] = await embed(session, [row]);
      expect(farthest(alone ?? [], together[index] ?? [])).toBeLessThan(1e-5);
      expect(Math.hypot(...(together[index] ?? []))).toBeCloseTo(1, 5);
    }
  });

  test.skipIf(!existsSync(original))(
    "equals the file on the shared hub (needs the shared hub's copy)",
    async () => {
      const other = await openSession(join(original, "onnx/model.onnx"));
      const json = JSON.parse(await readFile(join(original, "tokenizer.json"), "utf8"));
      const theirs = makeTokenizer(json, {});
      const ids = captions.map((text) => tokenizer.encode(text, 128));
      expect(ids).toEqual(captions.map((text) => theirs.encode(text, 128)));
      const filled = ids.filter((row) => row.length > 0);
      const [ours, expected] = [await embed(session, filled), await embed(other, filled)];
      ours.forEach((vector, index) => {
        expect(farthest(vector, expected[index] ?? [])).toBeLessThan(1e-5);
      });
      await other.release();
    },
  );

  test("comes as files like a downloaded model", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fuseline-bundled-"));
    try {
      const storage = await Storage.open(folder);
      const model = await bundledFiles(BUNDLED_TEXT, { storage });
      expect(await model.store("onnx/model.onnx")).toMatch(/^[0-9a-f]{64}$/);
      expect(await model.store("preprocessor_config.json")).toBeNull();
      await expect(bundledFiles({ ...BUNDLED_TEXT, revision: "9.9.9" }, { storage })).rejects.toThrow(
        /hub-model-missing/,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
