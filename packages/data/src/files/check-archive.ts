/** Proves that an archive which a library will unpack in memory is whole, safe and not too large. */

import { withArchive } from "./archive-reader.ts";
import { ARCHIVE_LIMITS } from "./archive-rules.ts";

/** @throws UserError `archive-unsafe` or `file-unreadable` */
export async function checkArchive(path: string, options: { name: string; maxBytes: number }): Promise<void> {
  // Sheets are XML that repeats itself: the ratio tells nothing, the size does.
  const limits = {
    ...ARCHIVE_LIMITS,
    maxBytes: options.maxBytes,
    maxEntryBytes: options.maxBytes,
    maxRatio: 2000,
  };
  await withArchive(path, { name: options.name, limits }, async (files) => {
    for (const file of files) {
      for await (const _ of await file.open()) {
        // Reading to the end checks the declared size and the checksum.
      }
    }
  });
}
