/** Files in the data folder that only their owner may read. */
import { chmod, link, open, readFile, rename, rm } from "node:fs/promises";
import { randomSecret } from "./secret.ts";

const OWNER_ONLY = 0o600;

/** Replaces the file whole or not at all: a reader never meets half a file, nor one that others may read. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await rename(await writeDraft(path, text), path);
}

/** The secret kept at `path`, made at first use. Two processes that start together get the same one. */
export async function keptSecret(path: string): Promise<string> {
  const draft = await writeDraft(path, randomSecret());
  try {
    // Unlike a rename, a link fails when the name is taken: the first process wins.
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft);
  }
  await chmod(path, OWNER_ONLY);
  return readFile(path, "utf8");
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomSecret().slice(0, 8)}`;
  const file = await open(draft, "wx", OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}
