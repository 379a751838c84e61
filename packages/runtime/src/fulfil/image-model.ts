/** Fulfils the image-model recipe: pictures → the pretrained encoder's vectors, averaged or kept per row. */
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import type { FeatureStore } from "../encode/feature-store.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import type { FulfilContext } from "./context.ts";
import { pictureBatches, type WantedPicture, wantedPictures } from "./pictures.ts";
import { poolOutput } from "./pool-output.ts";
import { PICTURES_PER_RUN, runPictures } from "./run-pictures.ts";

type ImageModel = Extract<Recipe, { recipe: "image-model" }>;

/** Parts: value [D] and presence; with features or a list, value [length, D] and mask [length] too. */
export async function fulfilImageModel(
  recipe: ImageModel,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const { width } = recipe.file;
  const sequence = recipe.pooling === "features" || recipe.several === "list";
  const value = makeRowArray("float32", sequence ? [recipe.length, width] : [width], reader.count);
  const mask = makeRowArray("float32", [recipe.length], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  const counts = new Uint32Array(reader.count);
  const perPicture =
    recipe.pooling === "features" && recipe.several === "list" ? patchesOf(recipe) : recipe.length;
  await eachVector(
    recipe,
    { wanted: wantedPictures(recipe.columns, reader), context },
    ({ row, place }, vector) => {
      presence.data[row] = 1;
      if (sequence && recipe.several === "list")
        placeInList(vector, { recipe, perPicture, row, place, value, mask });
      else {
        counts[row] = (counts[row] ?? 0) + 1;
        addTo(value.data as Float32Array, row * vector.length, vector);
        if (sequence) (mask.data as Float32Array).fill(1, row * recipe.length, (row + 1) * recipe.length);
      }
    },
  );
  if (recipe.several === "mean") divideByCounts(value.data as Float32Array, counts);
  return sequence ? { value, mask, presence } : { value, presence };
}

interface Encoding {
  readonly wanted: readonly WantedPicture[];
  readonly context: FulfilContext;
}

/** Calls `use` with the vector of every readable picture, known ones first; what had to be encoded is kept. */
async function eachVector(
  recipe: ImageModel,
  { wanted, context }: Encoding,
  use: (picture: WantedPicture, vector: Float32Array) => void,
): Promise<void> {
  const store = await storeOf(recipe, context);
  const missing: WantedPicture[] = [];
  for (const picture of wanted) {
    const known = picture.media.blob === null ? undefined : store?.get(picture.media.blob);
    if (known === undefined) missing.push(picture);
    else use(picture, known);
  }
  let done = wanted.length - missing.length;
  if (missing.length === 0) return;
  const session = await context.session(recipe.file.model);
  const { preprocess, pooling } = recipe;
  const { input, output } = recipe.file;
  for await (const pictures of pictureBatches(missing, { preprocess, batch: PICTURES_PER_RUN, context })) {
    const raw = await runPictures(session, { pictures, preprocess, input, output });
    const vectors = poolOutput(raw, pooling);
    const each = vectors.length / pictures.length;
    for (const [index, { wanted: picture }] of pictures.entries()) {
      const vector = vectors.slice(index * each, (index + 1) * each);
      if (picture.media.blob !== null) store?.add(picture.media.blob, vector);
      use(picture, vector);
    }
    done += pictures.length;
    context.progress?.(done, wanted.length);
  }
  await store?.save();
}

/** Patches of every picture would fill memory and disk; one vector a picture is kept. */
async function storeOf(recipe: ImageModel, context: FulfilContext): Promise<FeatureStore | undefined> {
  if (recipe.pooling === "features") return undefined;
  const { file, preprocess, pooling } = recipe;
  return context.features?.({ file: { ...file }, preprocess: { ...preprocess }, pooling }, file.width);
}

/** Patches of one picture when several lie one after the other. */
function patchesOf(recipe: ImageModel): number {
  return Math.max(1, Math.floor(recipe.length / recipe.columns.length));
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
