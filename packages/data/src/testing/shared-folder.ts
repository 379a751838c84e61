/** Where tests find the real data, which is no part of the repository. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** `FUSELINE_SHARED`, else the folder `shared` beside the repository. It may be absent: tests then skip. */
export function sharedFolder(): string {
  const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..");
  return process.env.FUSELINE_SHARED ?? join(repository, "..", "shared");
}
