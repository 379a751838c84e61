/** Bytes of a picture → upright RGB pixels → the window a model sees, under limits of format and size. */
import type { Sharp } from "sharp";
import { userError } from "../issues.ts";
import { isDecodable, sniffFormat } from "./image-format.ts";
import { type ImagePreprocess, place } from "./preprocess.ts";
import { type Pixels, resampleWindow } from "./resample.ts";
import { sharp } from "./sharp.ts";

/** Pixels; a bigger picture is refused before it is decoded. */
export const MAX_PIXELS = 100_000_000;
const TIMEOUT_SECONDS = 60;
/**
 * A picture this many times larger than needed is first shrunk by sharp, then resampled exactly; at 3 the
 * difference cannot be seen (Pillow's `reducing_gap`).
 */
const REDUCING_GAP = 3;

/** Says which picture it was when it cannot be read. */
export interface PictureName {
  readonly file: string;
  /** Index of the row, from 0. */
  readonly row?: number;
}

type Window = Pick<ImagePreprocess, "size" | "shortSide" | "resample">;

/**
 * uint8, size × size × 3, RGB.
 * @throws UserError `image-unsupported`, `image-too-large` or `image-corrupt`, naming the file and the row
 */
export async function decodePixels(bytes: Uint8Array, how: Window, name: PictureName): Promise<Uint8Array> {
  const opened = await openPicture(bytes, name);
  const placement = place(opened, how);
  const factor = Math.min(opened.width / placement.width, opened.height / placement.height);
  const shrink = Math.floor(factor / REDUCING_GAP);
  const pipeline =
    shrink < 2
      ? opened.pipeline
      : opened.pipeline.resize({
          width: Math.ceil(opened.width / shrink),
          height: Math.ceil(opened.height / shrink),
          fit: "fill",
          kernel: "linear",
        });
  return resampleWindow(await readPixels(pipeline, name), placement, how);
}

/** A pipeline that gives upright RGB on white, and the upright size. */
export async function openPicture(
  bytes: Uint8Array,
  name: PictureName,
): Promise<{ pipeline: Sharp; width: number; height: number }> {
  const format = sniffFormat(bytes);
  if (!isDecodable(format)) {
    const code = format === "unknown" ? "image-corrupt" : "image-unsupported";
    throw userError({ code, at: rowOf(name), facts: { file: name.file, format } });
  }
  // The size is checked here, so that the message can name it; nothing is decoded before.
  const input = sharp(bytes, { limitInputPixels: false, failOn: "error", sequentialRead: true });
  let size: { width: number; height: number };
  try {
    const { autoOrient } = await input.metadata();
    size = autoOrient;
  } catch (error) {
    throw unreadable(error, name);
  }
  if (size.width * size.height > MAX_PIXELS) throw tooLarge(size, name);
  const pipeline = input
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .timeout({ seconds: TIMEOUT_SECONDS });
  return { pipeline, ...size };
}

async function readPixels(pipeline: Sharp, name: PictureName): Promise<Pixels> {
  try {
    const { data, info } = await pipeline.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    throw unreadable(error, name);
  }
}

function rowOf(name: PictureName): { row?: number } {
  return name.row === undefined ? {} : { row: name.row };
}

function tooLarge(size: { width: number; height: number }, name: PictureName): Error {
  const facts = { file: name.file, width: size.width, height: size.height, limit: MAX_PIXELS };
  return userError({ code: "image-too-large", at: rowOf(name), facts });
}

function unreadable(error: unknown, name: PictureName): Error {
  return userError({ code: "image-corrupt", at: rowOf(name), facts: { file: name.file } }, error);
}
