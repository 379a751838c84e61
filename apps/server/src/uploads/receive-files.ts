/** A form of files, streamed part by part into storage: no file ever stands in memory. */
import type { FileEntry, Storage } from "@fuseline/data";
import type { FastifyRequest } from "fastify";
import { Refusal } from "../border/refusal.ts";

const GIGABYTE = 1024 ** 3;
/** Bytes of one file, and of one upload. */
const FILE_LIMIT = 64 * GIGABYTE;
const FILES_LIMIT = 200_000;

export interface ReceivedFiles {
  /** Paths as the browser sent them, with the folders of a dropped folder; unchecked. */
  readonly files: readonly FileEntry[];
  readonly bytes: number;
}

/** A sender that goes away leaves nothing behind: storage names a blob only when all its bytes came. */
export async function receiveFiles(request: FastifyRequest, storage: Storage): Promise<ReceivedFiles> {
  const files: FileEntry[] = [];
  let bytes = 0;
  const limits = {
    fileSize: FILE_LIMIT,
    files: FILES_LIMIT,
    parts: FILES_LIMIT + 10,
    fields: 10,
    fieldSize: 1000,
  };
  for await (const part of request.parts({ limits, preservePath: true })) {
    if (part.type !== "file") continue;
    const stored = await storage.putStream(part.file);
    if (part.file.truncated) throw new Refusal("body-too-large");
    files.push({ path: part.filename, ...stored });
    bytes += stored.bytes;
    if (bytes > FILE_LIMIT) throw new Refusal("body-too-large");
  }
  if (files.length === 0) throw new Refusal("body-invalid", { facts: { reason: "there is no file in it" } });
  return { files, bytes };
}
