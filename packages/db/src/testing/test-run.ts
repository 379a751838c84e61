/** The folder that one run of the tests shares: its cluster is started by the first test that wants a database. */
import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "../embedded/processes.ts";
import { startEmbedded } from "../embedded/start.ts";

const PREFIX = "fuseline-test-";
export const TEST_RUN = "FUSELINE_TEST_RUN";

/** Makes the folder of a run and returns it; the database's user may pass through it. */
export async function openTestRun(): Promise<string> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o711);
  return folder;
}

/** Stops the database of a run, if one was started, and removes the folder. */
export async function closeTestRun(folder: string): Promise<void> {
  if (await exists(join(folder, "postgres", "cluster"))) {
    const server = await startEmbedded(folder);
    await server.stop();
  }
  await rm(folder, { recursive: true, force: true });
}

/** Runs that were killed leave a server behind. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(pid) && !isAlive(pid))
      await closeTestRun(join(tmpdir(), name)).catch(() => undefined);
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
