/** Which user PostgreSQL runs as. It refuses root, so root starts it as "nobody"; anyone else as themselves. */
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

export interface ServerUser {
  /** Null: the user of this process. */
  readonly id: { readonly uid: number; readonly gid: number } | null;
}

/** "nobody" on every system that has root, without looking it up. */
const NOBODY = 65_534;

export function serverUser(): ServerUser {
  return { id: process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null };
}

/** The first folder on the way to `path` (itself included) that the server's user may not pass, or null. */
export async function closedFolder(path: string, { id }: ServerUser): Promise<string | null> {
  if (id === null) return null;
  for (const folder of way(resolve(path))) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === id.uid ? 0o100 : gid === id.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return null;
}

/** From the root down. */
function way(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...way(parent), path];
}
