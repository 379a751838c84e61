/** Writes files so that a reader sees the whole old file or the whole new one, never a part. */
import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { userError } from "../issues.ts";
import { errorCode } from "./error-code.ts";

export interface AtomicWrite {
  /** Folder for unfinished files; must be on the same file system as the target. */
  readonly temporary: string;
  /** Where the finished file goes. A function, because a blob's name is known only after its last byte. */
  readonly target: string | (() => string);
  /** Bytes that will be written, for the message when the disk is full; null when not known before. */
  readonly needed: number | null;
  /** A content-addressed file is never replaced: the one that is there already has the same bytes. */
  readonly keepExisting?: boolean;
  fill(file: FileHandle): Promise<void>;
}

/** @throws UserError `disk-full` when there is no space; nothing is left behind. */
export async function writeAtomically(write: AtomicWrite): Promise<void> {
  const temporary = join(write.temporary, `${process.pid}-${randomUUID()}`);
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await write.fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveIntoPlace(temporary, write);
  } catch (error) {
    await rm(temporary, { force: true });
    throw asDiskFull(error, { path: write.temporary, needed: write.needed });
  }
}

async function moveIntoPlace(temporary: string, write: AtomicWrite): Promise<void> {
  const target = typeof write.target === "string" ? write.target : write.target();
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(temporary, target);
  } catch (error) {
    // Windows refuses to replace a file that someone reads; for content-addressed files that is success.
    const inUse =
      errorCode(error) === "EPERM" || errorCode(error) === "EACCES" || errorCode(error) === "EEXIST";
    if (!inUse || write.keepExisting !== true || !(await exists(target))) throw error;
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(target));
}

async function exists(path: string): Promise<boolean> {
  try {
    await (await open(path, "r")).close();
    return true;
  } catch {
    return false;
  }
}

/** Makes the new name durable. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export function asDiskFull(error: unknown, facts: { path: string; needed: number | null }): unknown {
  const code = errorCode(error);
  return code === "ENOSPC" || code === "EDQUOT" ? userError({ code: "disk-full", facts }, error) : error;
}

/** Loops because one `write` may take only a part of the bytes. */
export async function writeFully(
  file: FileHandle,
  bytes: Uint8Array,
  position: number | null = null,
): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const at = position === null ? null : position + done;
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, at);
    done += bytesWritten;
  }
}
