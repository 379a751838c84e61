/** The folder of everything Fuseline keeps, closed to the other users of the machine. */
import { chmod, mkdir } from "node:fs/promises";
import { problem } from "../issue.ts";

/**
 * Makes the folder when it is missing. As root others may pass through, since the database's user must, but not list;
 * otherwise it is private.
 * @throws {UserError} `folder-unusable`, naming it.
 */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true });
    if (made !== undefined) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw problem("folder-unusable", { folder, reason }, { cause: error });
  }
}
