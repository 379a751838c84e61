/** Fulfils the image-model recipe: pictures → the pretrained encoder's vectors, averaged or kept per row. */
import { normalisePixels } from "@fuseline/data";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import { runSession } from "../session/session-error.ts";
import type { FulfilContext } from "./context.ts";
import { type Picture, pictureBatches, wantedPictures } from "./pictures.ts";
import { poolOutput } from "./pool-output.ts";

type ImageModel = Extract<Recipe, { recipe: "image-model" }>;

/** Pictures per run. MobileNetV2 takes 7.3 ms a picture by fours and 8.8 by eights: more leaves the cache. */
const BATCH = 4;

/** Parts: value [D] and presence; with features or a list, value [length, D] and mask [length] too. */
export async function fulfilImageModel(
  recipe: ImageModel,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const session = await context.session(recipe.file.model);
  const wanted = wantedPictures(recipe.columns, reader);
  const { width } = recipe.file;
  const sequence = recipe.pooling === "features" || recipe.several === "list";
  const value = makeRowArray("float32", sequence ? [recipe.length, width] : [width], reader.count);
  const mask = makeRowArray("float32", [recipe.length], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  const counts = new Uint32Array(reader.count);
  const perPicture =
    recipe.pooling === "features" && recipe.several === "list" ? patchesOf(recipe) : recipe.length;
  let done = 0;
  for await (const pictures of pictureBatches(wanted, {
    preprocess: recipe.preprocess,
    batch: BATCH,
    context,
  })) {
    const vectors = await encode(session, recipe, pictures);
    pictures.forEach(({ row, place }, index) => {
      const vector = vectors.subarray(
        (index * vectors.length) / pictures.length,
        ((index + 1) * vectors.length) / pictures.length,
      );
      presence.data[row] = 1;
      if (sequence && recipe.several === "list")
        placeInList(vector, { recipe, perPicture, row, place, value, mask });
      else {
        counts[row] = (counts[row] ?? 0) + 1;
        addTo(value.data as Float32Array, row * vector.length, vector);
        if (sequence) (mask.data as Float32Array).fill(1, row * recipe.length, (row + 1) * recipe.length);
      }
    });
    done += pictures.length;
    context.progress?.(done, wanted.length);
  }
  if (recipe.several === "mean") divideByCounts(value.data as Float32Array, counts);
  return sequence ? { value, mask, presence } : { value, presence };
}

/** Patches of one picture when several lie one after the other. */
function patchesOf(recipe: ImageModel): number {
  return Math.max(1, Math.floor(recipe.length / recipe.columns.length));
}

async function encode(
  session: InferenceSession,
  recipe: ImageModel,
  pictures: readonly Picture[],
): Promise<Float32Array> {
  const { size } = recipe.preprocess;
  const each = 3 * size * size;
  const data = new Float32Array(pictures.length * each);
  for (const [index, { pixels }] of pictures.entries()) {
    normalisePixels(pixels, recipe.preprocess, { data, offset: index * each });
  }
  const input = new Tensor("float32", data, [pictures.length, 3, size, size]);
  const results = await runSession(
    session,
    { [recipe.file.input]: input },
    { outputs: [recipe.file.output], batch: pictures.length },
  );
  const output = results[recipe.file.output];
  if (output === undefined) throw new Error(`the encoder gave no ${recipe.file.output}`);
  return poolOutput(output, recipe.pooling);
}

interface ListPlace {
  readonly recipe: ImageModel;
  readonly perPicture: number;
  readonly row: number;
  readonly place: number;
  readonly value: { readonly data: ArrayLike<unknown> };
  readonly mask: { readonly data: ArrayLike<unknown> };
}

function placeInList(vector: Float32Array, { recipe, perPicture, row, place, value, mask }: ListPlace): void {
  const start = place * (recipe.pooling === "features" ? perPicture : 1);
  const tokens = vector.length / recipe.file.width;
  const kept = Math.min(tokens, recipe.length - start);
  if (kept <= 0) return;
  const at = row * recipe.length + start;
  (value.data as Float32Array).set(vector.subarray(0, kept * recipe.file.width), at * recipe.file.width);
  (mask.data as Float32Array).fill(1, at, at + kept);
}

function addTo(target: Float32Array, at: number, vector: Float32Array): void {
  for (let index = 0; index < vector.length; index++)
    target[at + index] = (target[at + index] ?? 0) + (vector[index] ?? 0);
}

function divideByCounts(values: Float32Array, counts: Uint32Array): void {
  const width = values.length / Math.max(1, counts.length);
  counts.forEach((count, row) => {
    if (count < 2) return;
    for (let index = row * width; index < (row + 1) * width; index++)
      values[index] = (values[index] ?? 0) / count;
  });
}
