/** Opens pictures before anything is learnt from them, to say which cannot be. */
import { availableParallelism } from "node:os";
import { type Issue, UserError } from "@fuseline/schema";
import type { FileEntry } from "../files/file-entry.ts";
import { mapLimited } from "../map-limited.ts";
import type { Storage } from "../storage/storage.ts";
import { openPicture } from "./decode.ts";
import { makeThumbnail } from "./thumbnail.ts";

/** About a second or two of decoding; pictures behind it are judged by their first bytes. */
const DECODED_BYTES = 32_000_000;
/** Reading more than this would keep a person waiting; the run names those that are left. */
const MOST = 5_000;

/** @returns `image-corrupt`, `image-unsupported` and `image-too-large` as warnings, in the order of the pictures */
export async function checkPictures(
  storage: Pick<Storage, "readBytes">,
  pictures: readonly FileEntry[],
  signal?: AbortSignal,
): Promise<readonly Issue[]> {
  let decoded = 0;
  const found = await mapLimited(pictures.slice(0, MOST), availableParallelism(), async (picture) => {
    signal?.throwIfAborted();
    const name = { file: picture.path };
    const bytes = await storage.readBytes(picture.blob);
    const wholly = decoded < DECODED_BYTES;
    decoded += bytes.byteLength;
    try {
      if (wholly) await makeThumbnail(bytes, { maxSide: 16, format: "jpeg" }, name);
      else await openPicture(bytes, name);
      return [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [{ ...error.issue, severity: "warning" as const }];
    }
  });
  return found.flat();
}
