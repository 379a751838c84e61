/** Pictures as uint8 [3, S, S], the first one of each row: the pixels recipe, and what ready encoders that learn are fed. */
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import type { FulfilContext } from "./context.ts";
import { firstPictures, pictureBatches } from "./pictures.ts";

const BATCH = 32;

export async function fulfilPixels(
  { columns, preprocess }: Pick<Extract<Recipe, { recipe: "pixels" }>, "columns" | "preprocess">,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const { size } = preprocess;
  const wanted = firstPictures(columns, reader);
  const channels = preprocess.channels === "rgb" ? [0, 1, 2] : [2, 1, 0];
  const value = makeRowArray("uint8", [3, size, size], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  const plane = size * size;
  let done = 0;
  for await (const pictures of pictureBatches(wanted, { preprocess, batch: BATCH, context })) {
    for (const {
      wanted: { row },
      pixels,
    } of pictures) {
      presence.data[row] = 1;
      for (const [place, channel] of channels.entries()) {
        const start = (row * 3 + place) * plane;
        for (let at = 0; at < plane; at++) value.data[start + at] = pixels[at * 3 + channel] ?? 0;
      }
    }
    done += pictures.length;
    context.progress?.(done, wanted.length);
  }
  return { value, presence };
}
