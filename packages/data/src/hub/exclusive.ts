/** One process at a time: a lock file that its owner keeps fresh, and that is taken over when the owner has died. */
import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Cancelled } from "@fuseline/schema";
import { errorCode } from "../storage/error-code.ts";

const REFRESH_MILLISECONDS = 2_000;
/** Long enough for an owner whose thread is busy: two writers of one unfinished file would spoil it. */
const STALE_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/** Runs `work` while holding the lock at `path`; waits as long as a living owner holds it. */
export async function exclusively<T>(path: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  while (!(await take(path))) {
    if (signal?.aborted) throw new Cancelled();
    await removeStale(path);
    await sleep(POLL_MILLISECONDS);
  }
  const refresh = setInterval(() => {
    const now = new Date();
    // A lock that is gone was taken over while this process was stopped; the work itself stays safe by renames.
    utimes(path, now, now).catch(() => undefined);
  }, REFRESH_MILLISECONDS);
  refresh.unref();
  try {
    return await work();
  } finally {
    clearInterval(refresh);
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function removeStale(path: string): Promise<void> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs < STALE_MILLISECONDS) return;
    // Renamed first: of several waiting processes exactly one succeeds, and none removes a fresh lock.
    const aside = `${path}.${randomUUID()}`;
    await rename(path, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}
