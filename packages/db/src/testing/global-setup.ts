/** Vitest's global set-up: names the folder of this run, and tidies up when all tests have ended. */
import { closeTestRun, openTestRun, TEST_RUN } from "./test-run.ts";

export default async function setup(): Promise<() => Promise<void>> {
  const folder = await openTestRun();
  process.env[TEST_RUN] = folder;
  return () => closeTestRun(folder);
}
