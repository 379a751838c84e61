/** Real weights beside the repository, for tests that can use them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface SharedHub {
  /** Folder laid out like a hub, or null where it is not there. */
  readonly folder: string | null;
  /** Why tests that need it are skipped. */
  readonly reason: string;
}

/** `FUSELINE_SHARED`, else `../shared` beside the repository. */
export function sharedHub(): SharedHub {
  const shared =
    process.env.FUSELINE_SHARED ?? fileURLToPath(new URL("../../../../../../shared", import.meta.url));
  const folder = join(shared, "hub");
  return { folder: existsSync(folder) ? folder : null, reason: "no shared hub beside the repository" };
}
