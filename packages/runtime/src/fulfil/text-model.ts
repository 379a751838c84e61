/** Fulfils the text-model recipe: texts → the pretrained encoder's vectors. Several texts a row are averaged. */
import { loadTokenizer, type TextTokenizer } from "@fuseline/data";
import { Cancelled } from "@fuseline/schema";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import { runSession } from "../session/session-error.ts";
import type { FulfilContext } from "./context.ts";

type TextModel = Extract<Recipe, { recipe: "text-model" }>;

const BATCH = 32;

interface Entry {
  readonly row: number;
  readonly ids: readonly number[];
}

/** Parts: value [D] and presence; with features value [length, D] and mask [length] too. */
export async function fulfilTextModel(
  recipe: TextModel,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const [session, tokenizer] = await Promise.all([
    context.session(recipe.file.model),
    loadTokenizer(context.storage, { tokenizer: recipe.tokenizer, config: recipe.tokenizerConfig }),
  ]);
  const entries = entriesOf(recipe, reader, tokenizer);
  const features = recipe.pooling === "features";
  const { width } = recipe.file;
  const value = makeRowArray("float32", features ? [recipe.length, width] : [width], reader.count);
  const mask = makeRowArray("float32", [recipe.length], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  const counts = new Uint32Array(reader.count);
  // Texts of like length share a batch, so that little is padded.
  const sorted = [...entries].sort((a, b) => a.ids.length - b.ids.length);
  for (let start = 0; start < sorted.length; start += BATCH) {
    if (context.signal?.aborted) throw new Cancelled();
    const batch = sorted.slice(start, start + BATCH);
    const length = recipe.padding?.to ?? Math.max(1, ...batch.map(({ ids }) => ids.length));
    const output = await run(session, recipe, { batch, length });
    batch.forEach(({ row, ids }, index) => {
      presence.data[row] = 1;
      counts[row] = (counts[row] ?? 0) + 1;
      if (features) {
        const kept = Math.min(ids.length, recipe.length);
        const from = index * length * width;
        (value.data as Float32Array).set(
          output.subarray(from, from + kept * width),
          row * recipe.length * width,
        );
        (mask.data as Float32Array).fill(1, row * recipe.length, row * recipe.length + kept);
      } else {
        const vector = pooled(output, { recipe, index, length, tokens: ids.length });
        for (let at = 0; at < width; at++)
          value.data[row * width + at] = Number(value.data[row * width + at] ?? 0) + (vector[at] ?? 0);
      }
    });
    context.progress?.(Math.min(start + BATCH, sorted.length), sorted.length);
  }
  if (!features) {
    counts.forEach((count, row) => {
      for (let at = row * width; count > 1 && at < (row + 1) * width; at++)
        value.data[at] = Number(value.data[at] ?? 0) / count;
    });
  }
  return features ? { value, mask, presence } : { value, presence };
}

function entriesOf(recipe: TextModel, reader: RowReader, tokenizer: TextTokenizer): Entry[] {
  const entries: Entry[] = [];
  for (let row = 0; row < reader.count; row++) {
    const texts = reader.texts(recipe.column.column, row);
    for (const text of recipe.pooling === "features" ? texts.slice(0, 1) : texts) {
      entries.push({ row, ids: tokenizer.encode(`${recipe.prefix}${text}`, recipe.maxTokens) });
    }
  }
  return entries;
}

async function run(
  session: InferenceSession,
  { inputs, file, padding }: TextModel,
  { batch, length }: { readonly batch: readonly Entry[]; readonly length: number },
): Promise<Float32Array> {
  const dims = [batch.length, length];
  const ids = new BigInt64Array(batch.length * length).fill(BigInt(padding?.id ?? 0));
  const mask = new BigInt64Array(batch.length * length);
  batch.forEach((entry, index) => {
    entry.ids.forEach((id, place) => {
      ids[index * length + place] = BigInt(id);
      mask[index * length + place] = 1n;
    });
  });
  const feeds: { [name: string]: Tensor } = { [inputs.ids]: new Tensor("int64", ids, dims) };
  if (inputs.mask !== null) feeds[inputs.mask] = new Tensor("int64", mask, dims);
  if (inputs.types !== null) feeds[inputs.types] = new Tensor("int64", new BigInt64Array(ids.length), dims);
  const results = await runSession(session, feeds, { outputs: [file.output], batch: batch.length });
  return results[file.output]?.data as Float32Array;
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
