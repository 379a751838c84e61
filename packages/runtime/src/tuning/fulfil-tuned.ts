/** Fulfils the recipe of an encoder that learns: pixels or tokens, or what its frozen part makes of them. */
import { Cancelled } from "@fuseline/schema";
import { makeRowArray, type RowArrays, rowSize } from "../arrays/row-array.ts";
import type { FulfilContext } from "../fulfil/context.ts";
import { firstPictures, pictureBatches } from "../fulfil/pictures.ts";
import { fulfilPixels } from "../fulfil/pixels.ts";
import { PICTURES_PER_RUN, runPictures } from "../fulfil/run-pictures.ts";
import { runTexts, TEXTS_PER_RUN } from "../fulfil/run-texts.ts";
import { type Tokens, tokenised } from "../fulfil/tokens.ts";
import type { EncoderRecipe, TunedRecipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";

type ImageEncoder = Extract<EncoderRecipe, { recipe: "image-model" }>;
type TextEncoder = Extract<EncoderRecipe, { recipe: "text-model" }>;
type FrozenPart = NonNullable<TunedRecipe["prefix"]>;

/** Parts: value and presence for pictures; ids, mask and presence for texts, with value where a part is frozen. */
export async function fulfilTuned(
  { encoder, prefix, length }: TunedRecipe,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  if (encoder.recipe === "image-model")
    return prefix === null
      ? fulfilPixels(encoder, reader, context)
      : picturesThrough(prefix, encoder, { reader, context });
  const { column, tokenizer, tokenizerConfig, padding } = encoder;
  const tokens = await tokenised(
    {
      column: column.column,
      tokenizer,
      tokenizerConfig,
      prefix: encoder.prefix,
      length,
      padding: padding?.id ?? 0,
    },
    reader,
    context,
  );
  return prefix === null
    ? tokens
    : { ...tokens, value: await textsThrough(prefix, encoder, { tokens, context }) };
}

async function picturesThrough(
  { model, output, dims }: FrozenPart,
  { file, preprocess, columns }: ImageEncoder,
  { reader, context }: { readonly reader: RowReader; readonly context: FulfilContext },
): Promise<RowArrays> {
  const presence = makeRowArray("float32", [], reader.count);
  const size = rowSize(dims);
  const data = new Float32Array(size * reader.count);
  const wanted = firstPictures(columns, reader);
  const session = await context.session(model);
  let done = 0;
  for await (const pictures of pictureBatches(wanted, { preprocess, batch: PICTURES_PER_RUN, context })) {
    const given = await runPictures(session, { pictures, preprocess, input: file.input, output });
    const numbers = given.data as Float32Array;
    for (const [index, { wanted: picture }] of pictures.entries()) {
      const { row } = picture;
      presence.data[row] = 1;
      data.set(numbers.subarray(index * size, (index + 1) * size), row * size);
    }
    done += pictures.length;
    context.progress?.(done, wanted.length);
  }
  return { value: { dtype: "float32", dims, count: reader.count, data }, presence };
}

async function textsThrough(
  { model, output, dims }: FrozenPart,
  { inputs }: TextEncoder,
  { tokens, context }: { readonly tokens: Tokens; readonly context: FulfilContext },
): Promise<RowArrays[string]> {
  const { ids, mask } = tokens;
  const [length = 0] = ids.dims;
  const data = new Float32Array(rowSize(dims) * ids.count);
  const session = await context.session(model);
  for (let start = 0; start < ids.count; start += TEXTS_PER_RUN) {
    if (context.signal?.aborted) throw new Cancelled();
    const end = Math.min(start + TEXTS_PER_RUN, ids.count);
    const run = {
      ids: ids.data.subarray(start * length, end * length),
      mask: BigInt64Array.from(mask.data.subarray(start * length, end * length), BigInt),
    };
    data.set(await runTexts(session, { ...run, length, inputs, output }), start * rowSize(dims));
    context.progress?.(end, ids.count);
  }
  return { dtype: "float32", dims, count: ids.count, data };
}
