/** Fulfils the text-model recipe: texts → the pretrained encoder's vectors. Several texts a row are averaged. */
import { loadTokenizer } from "@fuseline/data";
import { Cancelled, sha256Hex } from "@fuseline/schema";
import type { InferenceSession } from "onnxruntime-node";
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import type { FulfilContext } from "./context.ts";
import { runTexts, TEXTS_PER_RUN } from "./run-texts.ts";

type TextModel = Extract<Recipe, { recipe: "text-model" }>;

interface Entry {
  readonly text: string;
  readonly ids: readonly number[];
}

/** Parts: value [D] and presence; with features value [length, D] and mask [length] too. */
export async function fulfilTextModel(
  recipe: TextModel,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  return recipe.pooling === "features"
    ? fulfilTokens(recipe, reader, context)
    : fulfilVectors(recipe, reader, context);
}

async function fulfilVectors(
  recipe: TextModel,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const { width } = recipe.file;
  const value = makeRowArray("float32", [width], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  const vectors = await vectorsOf(recipe, allTexts(recipe, reader), context);
  for (let row = 0; row < reader.count; row++) {
    const texts = reader.texts(recipe.column.column, row);
    if (texts.length === 0) continue;
    presence.data[row] = 1;
    for (const text of texts) {
      const vector = vectors.get(text);
      for (let at = 0; at < width; at++) {
        const sum = Number(value.data[row * width + at] ?? 0);
        value.data[row * width + at] = sum + (vector?.[at] ?? 0) / texts.length;
      }
    }
  }
  return { value, presence };
}

function allTexts({ column }: TextModel, reader: RowReader): readonly string[] {
  const texts = new Set<string>();
  for (let row = 0; row < reader.count; row++)
    for (const text of reader.texts(column.column, row)) texts.add(text);
  return [...texts];
}

/** The vector of every different text: known ones from the store, the others encoded and kept. */
async function vectorsOf(
  recipe: TextModel,
  texts: readonly string[],
  context: FulfilContext,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { column: _, ref: _hub, ...identity } = recipe;
  const store = await context.features?.(JSON.parse(JSON.stringify(identity)), recipe.file.width);
  const vectors = new Map<string, Float32Array>();
  const missing: string[] = [];
  for (const text of texts) {
    const known = store?.get(sha256Hex(text));
    if (known === undefined) missing.push(text);
    else vectors.set(text, known);
  }
  if (missing.length === 0) return vectors;
  const encode = await encoderOf(recipe, context);
  await encode(missing, (text, { output, index, length, tokens }) => {
    const vector = pooled(output, { recipe, index, length, tokens });
    vectors.set(text, vector);
    store?.add(sha256Hex(text), vector);
  });
  await store?.save();
  return vectors;
}

async function fulfilTokens(
  recipe: TextModel,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const { width } = recipe.file;
  const value = makeRowArray("float32", [recipe.length, width], reader.count);
  const mask = makeRowArray("float32", [recipe.length], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  const rows = new Map<string, number[]>();
  for (let row = 0; row < reader.count; row++) {
    const [text] = reader.texts(recipe.column.column, row);
    if (text !== undefined) rows.set(text, [...(rows.get(text) ?? []), row]);
  }
  const encode = await encoderOf(recipe, context);
  await encode([...rows.keys()], (text, { output, index, length, tokens }) => {
    const kept = Math.min(tokens, recipe.length);
    const features = output.subarray(index * length * width, (index * length + kept) * width);
    for (const row of rows.get(text) ?? []) {
      presence.data[row] = 1;
      (value.data as Float32Array).set(features, row * recipe.length * width);
      (mask.data as Float32Array).fill(1, row * recipe.length, row * recipe.length + kept);
    }
  });
  return { value, mask, presence };
}

interface EncodedText {
  /** Output of the whole batch. */
  readonly output: Float32Array;
  /** Place of the text in the batch, tokens a text is padded to, and its real tokens. */
  readonly index: number;
  readonly length: number;
  readonly tokens: number;
}

type Encode = (texts: readonly string[], use: (text: string, encoded: EncodedText) => void) => Promise<void>;

async function encoderOf(recipe: TextModel, context: FulfilContext): Promise<Encode> {
  const [session, tokenizer] = await Promise.all([
    context.session(recipe.file.model),
    loadTokenizer(context.storage, { tokenizer: recipe.tokenizer, config: recipe.tokenizerConfig }),
  ]);
  return async (texts, use) => {
    const entries = texts.map((text) => ({
      text,
      ids: tokenizer.encode(`${recipe.prefix}${text}`, recipe.maxTokens),
    }));
    // Texts of like length share a batch, so that little is padded.
    const sorted = entries.sort((a, b) => a.ids.length - b.ids.length);
    for (let start = 0; start < sorted.length; start += TEXTS_PER_RUN) {
      if (context.signal?.aborted) throw new Cancelled();
      const batch = sorted.slice(start, start + TEXTS_PER_RUN);
      const length = recipe.padding?.to ?? Math.max(1, ...batch.map(({ ids }) => ids.length));
      const output = await run(session, recipe, { batch, length });
      for (const [index, { text, ids }] of batch.entries())
        use(text, { output, index, length, tokens: ids.length });
      context.progress?.(Math.min(start + TEXTS_PER_RUN, sorted.length), sorted.length);
    }
  };
}

function run(
  session: InferenceSession,
  { inputs, file, padding }: TextModel,
  { batch, length }: { readonly batch: readonly Entry[]; readonly length: number },
): Promise<Float32Array> {
  const ids = new BigInt64Array(batch.length * length).fill(BigInt(padding?.id ?? 0));
  const mask = new BigInt64Array(batch.length * length);
  batch.forEach((entry, index) => {
    entry.ids.forEach((id, place) => {
      ids[index * length + place] = BigInt(id);
      mask[index * length + place] = 1n;
    });
  });
  return runTexts(session, { ids, mask, length, inputs, output: file.output });
}

interface PoolPlace {
  readonly recipe: TextModel;
  readonly index: number;
  readonly length: number;
  /** Real tokens of the text. */
  readonly tokens: number;
}

function pooled(output: Float32Array, { recipe, index, length, tokens }: PoolPlace): Float32Array {
  const { width } = recipe.file;
  const token = (place: number): Float32Array => {
    const start = (index * length + place) * width;
    return output.subarray(start, start + width);
  };
  const vector = (): Float32Array => {
    switch (recipe.pooling) {
      case "none":
      case "features":
        return output.slice(index * width, (index + 1) * width);
      case "cls":
        return token(0).slice();
      case "last":
        return token(Math.max(0, tokens - 1)).slice();
      case "mean": {
        const sum = new Float32Array(width);
        for (let place = 0; place < tokens; place++)
          for (const [at, number] of token(place).entries()) sum[at] = (sum[at] ?? 0) + number;
        return sum.map((number) => number / Math.max(1, tokens));
      }
    }
  };
  const result = vector();
  if (!recipe.normalise) return result;
  const norm = Math.max(1e-12, Math.hypot(...result));
  return result.map((number) => number / norm);
}
