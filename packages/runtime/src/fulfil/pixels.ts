/** Fulfils the pixels recipe: pictures as uint8 [3, S, S], the first one of each row. */
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import type { FulfilContext } from "./context.ts";
import { pictureBatches, wantedPictures } from "./pictures.ts";

const BATCH = 32;

export async function fulfilPixels(
  recipe: Extract<Recipe, { recipe: "pixels" }>,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const { size } = recipe.preprocess;
  const wanted = wantedPictures(recipe.columns, reader).filter(({ place }) => place === 0);
  const value = makeRowArray("uint8", [3, size, size], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  const plane = size * size;
  let done = 0;
  for await (const pictures of pictureBatches(wanted, {
    preprocess: recipe.preprocess,
    batch: BATCH,
    context,
  })) {
    for (const {
      wanted: { row },
      pixels,
    } of pictures) {
      presence.data[row] = 1;
      for (let channel = 0; channel < 3; channel++) {
        const start = (row * 3 + channel) * plane;
        for (let at = 0; at < plane; at++) value.data[start + at] = pixels[at * 3 + channel] ?? 0;
      }
    }
    done += pictures.length;
    context.progress?.(done, wanted.length);
  }
  return { value, presence };
}
