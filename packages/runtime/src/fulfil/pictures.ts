/** Reads the pictures of rows as pixels, a few at once and ahead of the consumer; broken ones count as missing. */
import { availableParallelism } from "node:os";
import { decodePixels, type ImagePreprocess } from "@fuseline/data";
import { Cancelled, type Issue, UserError } from "@fuseline/schema";
import type { RecipeColumn } from "../recipe.ts";
import type { Media, RowReader } from "../rows/row-reader.ts";
import type { FulfilContext } from "./context.ts";

export interface Picture {
  readonly wanted: WantedPicture;
  /** uint8, S × S × 3, RGB. */
  readonly pixels: Uint8Array;
}

export interface WantedPicture {
  readonly row: number;
  /** Place among the pictures of its row. */
  readonly place: number;
  readonly media: Media;
}

export function wantedPictures(columns: readonly RecipeColumn[], reader: RowReader): WantedPicture[] {
  const wanted: WantedPicture[] = [];
  for (let row = 0; row < reader.count; row++) {
    const media = columns.flatMap(({ column }) => reader.media(column, row));
    for (const [place, item] of media.entries()) wanted.push({ row, place, media: item });
  }
  return wanted;
}

/** One a row. */
export function firstPictures(columns: readonly RecipeColumn[], reader: RowReader): WantedPicture[] {
  return wantedPictures(columns, reader).filter(({ place }) => place === 0);
}

export async function* pictureBatches(
  wanted: readonly WantedPicture[],
  options: { readonly preprocess: ImagePreprocess; readonly batch: number; readonly context: FulfilContext },
): AsyncGenerator<Picture[]> {
  const { batch, context } = options;
  // A run holds the main thread, and a picture needs it several times on its way: many must be on the way at once.
  const ahead = Math.max(batch * 4, availableParallelism() * 8);
  const running: Promise<Picture | Issue>[] = [];
  let next = 0;
  const start = (): void => {
    while (next < wanted.length && running.length < ahead) {
      const one = wanted[next++];
      if (one === undefined) break;
      const decoding = decodeOne(one, options);
      // Met when its turn comes; without this, Node would call it unhandled before that.
      decoding.catch(() => undefined);
      running.push(decoding);
    }
  };
  let ready: Picture[] = [];
  for (start(); running.length > 0; start()) {
    if (context.signal?.aborted) throw new Cancelled();
    const picture = await running.shift();
    // Told in the order of the rows, whichever failed first.
    if (picture !== undefined && "code" in picture) context.issue?.(picture);
    else if (picture !== undefined) ready.push(picture);
    if (ready.length === batch) {
      yield ready;
      ready = [];
    }
  }
  if (ready.length > 0) yield ready;
}

async function decodeOne(
  wanted: WantedPicture,
  { preprocess, context }: { readonly preprocess: ImagePreprocess; readonly context: FulfilContext },
): Promise<Picture | Issue> {
  const { row, media } = wanted;
  try {
    return { wanted, pixels: await decodePixels(await media.bytes(), preprocess, { file: media.name, row }) };
  } catch (error) {
    if (!(error instanceof UserError) || context.issue === undefined) throw error;
    return { ...error.issue, severity: "warning" };
  }
}
