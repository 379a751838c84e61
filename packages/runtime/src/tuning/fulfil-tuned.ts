/** Fulfils the recipe of an encoder that learns: pixels or tokens, or what its frozen part makes of them. */
import { loadTokenizer, normalisePixels } from "@fuseline/data";
import { Cancelled } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { makeRowArray, type RowArrays, rowSize } from "../arrays/row-array.ts";
import type { FulfilContext } from "../fulfil/context.ts";
import { type Picture, pictureBatches, wantedPictures } from "../fulfil/pictures.ts";
import type { EncoderRecipe, TunedRecipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import { runSession } from "../session/session-error.ts";

type ImageEncoder = Extract<EncoderRecipe, { recipe: "image-model" }>;
type TextEncoder = Extract<EncoderRecipe, { recipe: "text-model" }>;

/** Rows in one run of the frozen part. */
const PICTURES = 4;
const TEXTS = 32;

/** Parts: value and presence for pictures; ids, mask and presence for texts, with value where a part is frozen. */
export function fulfilTuned(
  recipe: TunedRecipe,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const { encoder } = recipe;
  return encoder.recipe === "image-model"
    ? fulfilPictures({ recipe, encoder, reader, context })
    : fulfilTexts({ recipe, encoder, reader, context });
}

interface Fulfilling<E extends EncoderRecipe> {
  readonly recipe: TunedRecipe;
  readonly encoder: E;
  readonly reader: RowReader;
  readonly context: FulfilContext;
}

async function fulfilPictures({
  recipe,
  encoder,
  reader,
  context,
}: Fulfilling<ImageEncoder>): Promise<RowArrays> {
  const { preprocess, columns } = encoder;
  const { prefix } = recipe;
  const presence = makeRowArray("float32", [], reader.count);
  const value =
    prefix === null
      ? makeRowArray("uint8", [3, preprocess.size, preprocess.size], reader.count)
      : makeRowArray("float32", prefix.dims, reader.count);
  const size = rowSize(value.dims);
  const wanted = wantedPictures(columns, reader).filter(({ place }) => place === 0);
  let done = 0;
  for await (const pictures of pictureBatches(wanted, { preprocess, batch: PICTURES, context })) {
    const numbers =
      prefix === null ? null : await throughPrefix(pictures, { recipe, encoder, prefix, context });
    for (const [index, { wanted: picture, pixels }] of pictures.entries()) {
      const at = picture.row * size;
      presence.data[picture.row] = 1;
      if (numbers !== null && value.data instanceof Float32Array)
        value.data.set(numbers.subarray(index * size, (index + 1) * size), at);
      else if (value.data instanceof Uint8Array) value.data.set(planes(pixels, preprocess.channels), at);
    }
    done += pictures.length;
    context.progress?.(done, wanted.length);
  }
  return { value, presence };
}

/** Interleaved RGB → one plane a colour, in the order the encoder wants. */
function planes(pixels: Uint8Array, channels: "rgb" | "bgr"): Uint8Array {
  const area = pixels.length / 3;
  const laid = new Uint8Array(pixels.length);
  for (let channel = 0; channel < 3; channel++) {
    const from = channels === "rgb" ? channel : 2 - channel;
    for (let at = 0; at < area; at++) laid[channel * area + at] = pixels[at * 3 + from] ?? 0;
  }
  return laid;
}

interface PrefixRun {
  readonly recipe: TunedRecipe;
  readonly encoder: ImageEncoder;
  readonly prefix: NonNullable<TunedRecipe["prefix"]>;
  readonly context: FulfilContext;
}

async function throughPrefix(
  pictures: readonly Picture[],
  { encoder, prefix, context }: PrefixRun,
): Promise<Float32Array> {
  const { preprocess, file } = encoder;
  const each = 3 * preprocess.size ** 2;
  const data = new Float32Array(pictures.length * each);
  for (const [index, { pixels }] of pictures.entries())
    normalisePixels(pixels, preprocess, { data, offset: index * each });
  const dims = [pictures.length, 3, preprocess.size, preprocess.size];
  const session = await context.session(prefix.model);
  const results = await runSession(
    session,
    { [file.input]: new Tensor("float32", data, dims) },
    { outputs: [prefix.output], batch: pictures.length },
  );
  return results[prefix.output]?.data as Float32Array;
}

async function fulfilTexts({
  recipe,
  encoder,
  reader,
  context,
}: Fulfilling<TextEncoder>): Promise<RowArrays> {
  const { length, prefix } = recipe;
  const { tokenizer: file, tokenizerConfig: config, padding, column } = encoder;
  const tokenizer = await loadTokenizer(context.storage, { tokenizer: file, config });
  const ids = makeRowArray("int64", [length], reader.count);
  (ids.data as BigInt64Array).fill(BigInt(padding?.id ?? 0));
  const mask = makeRowArray("float32", [length], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  for (let row = 0; row < reader.count; row++) {
    const [text] = reader.texts(column.column, row);
    if (text === undefined) continue;
    presence.data[row] = 1;
    tokenizer.encode(`${encoder.prefix}${text}`, length).forEach((id, place) => {
      ids.data[row * length + place] = BigInt(id);
      mask.data[row * length + place] = 1;
    });
  }
  const arrays = { ids, mask, presence };
  if (prefix === null) return arrays;
  return { ...arrays, value: await textsThroughPrefix(arrays, { encoder, prefix, context }) };
}

async function textsThroughPrefix(
  { ids, mask }: RowArrays,
  {
    encoder,
    prefix,
    context,
  }: Pick<Fulfilling<TextEncoder>, "encoder" | "context"> & Pick<PrefixRun, "prefix">,
): Promise<RowArrays[string]> {
  if (ids === undefined || mask === undefined) throw new Error("texts have ids and a mask");
  const value = makeRowArray("float32", prefix.dims, ids.count);
  const [length = 0] = ids.dims;
  const size = rowSize(prefix.dims);
  const session = await context.session(prefix.model);
  for (let start = 0; start < ids.count; start += TEXTS) {
    if (context.signal?.aborted) throw new Cancelled();
    const count = Math.min(TEXTS, ids.count - start);
    const part = (data: ArrayLike<number | bigint>): Tensor => {
      const numbers = Array.prototype.slice.call(data, start * length, (start + count) * length);
      return new Tensor("int64", BigInt64Array.from(numbers, BigInt), [count, length]);
    };
    const { inputs } = encoder;
    const feeds: { [name: string]: Tensor } = { [inputs.ids]: part(ids.data) };
    if (inputs.mask !== null) feeds[inputs.mask] = part(mask.data);
    if (inputs.types !== null) feeds[inputs.types] = part(new Array(ids.data.length).fill(0));
    const known = Object.fromEntries(
      Object.entries(feeds).filter(([name]) => session.inputNames.includes(name)),
    );
    const results = await runSession(session, known, { outputs: [prefix.output], batch: count });
    (value.data as Float32Array).set(results[prefix.output]?.data as Float32Array, start * size);
    context.progress?.(start + count, ids.count);
  }
  return value;
}
