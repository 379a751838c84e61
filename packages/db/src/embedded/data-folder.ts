/** The folder of everything Fuseline keeps, closed to the other users of the machine. */
import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { problem } from "../issue.ts";

/**
 * Makes the folder when it is missing. As root others may pass through, since the database's user must, but not list;
 * otherwise it is private.
 * @throws {UserError} `folder-unusable`, naming it.
 */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    const made = await makeWithParents(resolve(folder));
    if (made) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw problem("folder-unusable", { folder, reason }, { cause: error });
  }
}

/** Whether it had to be made. As `recursive` of Node's own `mkdir`, which never ends where nothing can be made, such as in /proc. */
async function makeWithParents(folder: string, hasParent = false): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT") && !hasParent) {
      await makeWithParents(dirname(folder));
      return makeWithParents(folder, true);
    }
    if (isCode(error, "EEXIST") && (await stat(folder)).isDirectory()) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
