/** `server.json` in the data folder: where the running server is and how its owner speaks to it. Mode 0600. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writePrivateFile } from "../security/private-file.ts";

const serverFile = z.object({
  pid: z.number().int(),
  address: z.string(),
  token: z.string(),
  /** `command`: it ends with the command that started it. */
  purpose: z.enum(["serve", "command"]),
});
export type ServerFile = z.infer<typeof serverFile>;

function serverFilePath(dataFolder: string): string {
  return join(dataFolder, "server.json");
}

export async function writeServerFile(dataFolder: string, content: ServerFile): Promise<void> {
  await writePrivateFile(serverFilePath(dataFolder), JSON.stringify(content));
}

/** Leaves the file alone when another process has written its own meanwhile. */
export async function removeServerFile(dataFolder: string): Promise<void> {
  if ((await readServerFile(dataFolder))?.pid === process.pid)
    await rm(serverFilePath(dataFolder), { force: true });
}

/** The server of this data folder, if its process lives and it answers; else null. */
export async function findServer(dataFolder: string): Promise<ServerFile | null> {
  const written = await readServerFile(dataFolder);
  return written !== null && isAlive(written.pid) && (await answers(written)) ? written : null;
}

const NO_FILE: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR"]);

async function readServerFile(dataFolder: string): Promise<ServerFile | null> {
  try {
    const parsed = serverFile.safeParse(JSON.parse(await readFile(serverFilePath(dataFolder), "utf8")));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // None was started, no folder is there or can be, or a crash left half a file: there is no server either way.
    if (error instanceof SyntaxError) return null;
    if (error instanceof Error && "code" in error && NO_FILE.has(error.code)) return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Milliseconds; the server is on this machine. */
const PATIENCE = 3_000;

/** Asks with the token: after a crash the port may belong to another program, or to another Fuseline. */
async function answers({ address, token }: ServerFile): Promise<boolean> {
  try {
    const response = await fetch(`${address}/trpc/system.info`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok;
  } catch {
    return false;
  }
}
