/**
 * One process at a time starts or ends the services of a data folder; the others wait, and use what it started or start
 * anew once it is gone. A start never meets a database that another process is shutting down.
 */
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeDataFolder } from "@fuseline/db/data-folder";

/** Milliseconds between looks. */
const LOOK = 100;

/**
 * Does `work` while holding the lock. A lock whose process is gone is broken.
 * @returns null when somebody else held it: look again whether there is a server now
 */
export async function withStartLock<T>(dataFolder: string, work: () => Promise<T>): Promise<T | null> {
  await makeDataFolder(dataFolder);
  const path = join(dataFolder, "starting.lock");
  if (!(await take(path))) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    return null;
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Ends services while holding the lock, waiting for whoever starts some now. */
export async function endingServices(dataFolder: string, end: () => Promise<void>): Promise<void> {
  while ((await withStartLock(dataFolder, end)) === null);
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
  const holder = Number(await readFile(path, "utf8").catch(() => ""));
  if (holder > 0 && !isAlive(holder)) await rm(path, { force: true });
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
