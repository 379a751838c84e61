/** A set of files in storage: each file a blob, the list of them a blob too. */
import type { BlobId, FilesRef, Issue } from "@fuseline/schema";
import type { Storage } from "../storage/storage.ts";

export interface FileEntry {
  /** Relative, with "/" between folders, Unicode form C. */
  readonly path: string;
  readonly blob: BlobId;
  readonly bytes: number;
}

export interface IngestOptions {
  /** What the person calls the set: the name of the folder or archive. */
  readonly name: string;
  readonly signal?: AbortSignal;
  onProgress?(done: IngestProgress): void;
}

export interface IngestProgress {
  readonly files: number;
  readonly bytes: number;
  /** Null while it is not known. */
  readonly totalFiles: number | null;
}

export interface Ingested {
  readonly files: FilesRef;
  readonly entries: readonly FileEntry[];
  /** Warnings about files that were left out. */
  readonly issues: readonly Issue[];
}

/** Writes the list sorted by path, so that the same files always give the same manifest. */
export async function writeManifest(
  storage: Storage,
  name: string,
  files: readonly FileEntry[],
): Promise<FilesRef> {
  const entries = sortedByPath(files);
  const manifest = await storage.putJson(entries.map(({ path, blob, bytes }) => ({ path, blob, bytes })));
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return { manifest, name, count: entries.length, bytes };
}

export function sortedByPath(files: readonly FileEntry[]): FileEntry[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** @throws TypeError when the blob is not a list of files */
export async function readManifest(
  storage: Pick<Storage, "readJson">,
  files: Pick<FilesRef, "manifest">,
): Promise<FileEntry[]> {
  const list = await storage.readJson(files.manifest);
  if (!Array.isArray(list)) throw new TypeError(`${files.manifest} is not a list of files`);
  return list.map((entry: unknown) => {
    if (!isFileEntry(entry)) throw new TypeError(`${files.manifest} is not a list of files`);
    return entry;
  });
}

function isFileEntry(value: unknown): value is FileEntry {
  if (typeof value !== "object" || value === null) return false;
  if (!("path" in value && "blob" in value && "bytes" in value)) return false;
  return typeof value.path === "string" && typeof value.blob === "string" && typeof value.bytes === "number";
}
