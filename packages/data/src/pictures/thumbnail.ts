/** Small re-encoded pictures for the screen: what a browser gets was never anybody's original file. */

import { userError } from "../issues.ts";
import { openPicture, type PictureName } from "./decode.ts";

export interface ThumbnailOptions {
  /** Pixels of the longer side; a smaller picture keeps its size. */
  readonly maxSide: number;
  readonly format: "webp" | "jpeg";
}

/** Upright, without metadata. Errors as `decodePixels`. */
export async function makeThumbnail(
  bytes: Uint8Array,
  options: ThumbnailOptions,
  name: PictureName,
): Promise<Buffer> {
  const { pipeline } = await openPicture(bytes, name);
  const side = Math.min(2048, Math.max(16, Math.round(options.maxSide)));
  const small = pipeline.resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
  try {
    return await (options.format === "webp"
      ? small.webp({ quality: 80 })
      : small.jpeg({ quality: 80 })
    ).toBuffer();
  } catch (error) {
    throw userError({ code: "image-corrupt", facts: { file: name.file } }, error);
  }
}
