/** Brings a folder, an archive or uploaded files into storage as one set of files. */
import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { Cancelled, type Issue } from "@fuseline/schema";
import { makeIssue, userError } from "../issues.ts";
import { mapLimited } from "../map-limited.ts";
import type { Storage } from "../storage/storage.ts";
import { extensionOf } from "../tables/media-path.ts";
import { withArchive } from "./archive-reader.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits, pathProblem } from "./archive-rules.ts";
import {
  type FileEntry,
  type Ingested,
  type IngestOptions,
  sortedByPath,
  writeManifest,
} from "./file-entry.ts";
import { isArchive, isJunk, isRefused } from "./file-kinds.ts";

const CONCURRENCY = 4;

/** A folder, a ZIP or a single file on this machine. */
export async function ingestPath(
  storage: Storage,
  path: string,
  given: Partial<IngestOptions> = {},
): Promise<Ingested> {
  const options = { ...given, name: given.name ?? basename(path) };
  let seen: Awaited<ReturnType<typeof stat>>;
  try {
    seen = await stat(path);
  } catch (error) {
    throw userError({ code: "file-unreadable", facts: { file: path } }, error);
  }
  if (seen.isDirectory()) return ingestFolder(storage, path, options);
  if (extensionOf(path) === "zip") return ingestArchive(storage, path, options);
  const stored = await storage.putFile(path, signalOf(options));
  return finish(storage, options, { entries: [{ path: basename(path), ...stored }], issues: [] });
}

/** Files in inner folders too. Links that lead out of the folder are not followed. A ZIP beside the files is opened. */
export async function ingestFolder(
  storage: Storage,
  folder: string,
  options: IngestOptions,
): Promise<Ingested> {
  const found = await listFolder(await realpath(folder));
  const collected = new Collected(options, found.length);
  await mapLimited(found, CONCURRENCY, async ({ path, file }) => {
    if (options.signal?.aborted) throw new Cancelled();
    if (extensionOf(path) === "zip") {
      collected.addAll(await unpack(storage, file, { ...options, name: path }));
    } else if (collected.accepts(path)) {
      collected.add({ path, ...(await storage.putFile(file, signalOf(options))) });
    }
  });
  return finish(storage, options, collected);
}

/** Entry by entry, under the rules of `archive-rules.ts`; the archive's bytes never stand in memory. */
export async function ingestArchive(
  storage: Storage,
  path: string,
  options: IngestOptions & { limits?: ArchiveLimits },
): Promise<Ingested> {
  return finish(storage, options, await unpack(storage, path, options));
}

/** Files that were streamed into storage already; archives among them are opened. */
export async function ingestUploads(
  storage: Storage,
  uploads: readonly FileEntry[],
  options: IngestOptions,
): Promise<Ingested> {
  const collected = new Collected(options, uploads.length);
  for (const upload of uploads) {
    const path = upload.path.replaceAll("\\", "/").normalize("NFC").replace(/^\/+/, "");
    if (isJunk(path)) continue;
    const problem = pathProblem(path);
    if (problem !== null)
      throw userError({ code: "archive-unsafe", facts: { file: options.name, entry: path, problem } });
    if (extensionOf(path) === "zip") {
      collected.addAll(await unpack(storage, storage.path(upload.blob), { ...options, name: path }));
    } else if (collected.accepts(path)) {
      collected.add({ path, blob: upload.blob, bytes: upload.bytes });
    }
  }
  return finish(storage, options, collected);
}

class Collected {
  readonly entries: FileEntry[] = [];
  readonly issues: Issue[] = [];
  private bytes = 0;

  constructor(
    private readonly options: IngestOptions,
    private readonly total: number | null,
  ) {}

  /** False, with a warning where the person would miss the file. */
  accepts(path: string): boolean {
    if (isJunk(path)) return false;
    if (isArchive(path)) {
      const facts = { file: this.options.name, entry: path, problem: "nested" } as const;
      this.issues.push(makeIssue({ code: "archive-unsafe", severity: "warning", facts }));
      return false;
    }
    if (isRefused(path)) {
      const facts = { file: path, format: extensionOf(path) };
      this.issues.push(makeIssue({ code: "file-unsupported", severity: "warning", facts }));
      return false;
    }
    return true;
  }

  add(entry: FileEntry): void {
    this.entries.push({ ...entry, path: entry.path.normalize("NFC") });
    this.bytes += entry.bytes;
    this.options.onProgress?.({ files: this.entries.length, bytes: this.bytes, totalFiles: this.total });
  }

  addAll(other: { readonly entries: readonly FileEntry[]; readonly issues: readonly Issue[] }): void {
    for (const entry of other.entries) this.add(entry);
    this.issues.push(...other.issues);
  }
}

async function unpack(
  storage: Storage,
  path: string,
  options: IngestOptions & { limits?: ArchiveLimits },
): Promise<Collected> {
  const limits = options.limits ?? ARCHIVE_LIMITS;
  return withArchive(path, { ...signalOf(options), name: options.name, limits }, async (files) => {
    const collected = new Collected(options, files.length);
    const wanted = files.filter((file) => collected.accepts(file.path));
    await mapLimited(wanted, CONCURRENCY, async (file) => {
      const stored = await storage.putStream(await file.open(), { ...signalOf(options), needed: file.bytes });
      collected.add({ path: file.path, ...stored });
    });
    return collected;
  });
}

async function finish(
  storage: Storage,
  options: IngestOptions,
  collected: { readonly entries: readonly FileEntry[]; readonly issues: readonly Issue[] },
): Promise<Ingested> {
  const entries = sortedByPath(collected.entries);
  return { files: await writeManifest(storage, options.name, entries), entries, issues: collected.issues };
}

async function listFolder(root: string): Promise<{ path: string; file: string }[]> {
  const found: { path: string; file: string }[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(root, file).split(sep).join("/");
    if (isJunk(path)) continue;
    if (entry.isFile() || (entry.isSymbolicLink() && (await leadsInside(file, root))))
      found.push({ path, file });
  }
  return found;
}

async function leadsInside(link: string, root: string): Promise<boolean> {
  try {
    const target = await realpath(link);
    return target.startsWith(root + sep) && (await stat(target)).isFile();
  } catch {
    return false;
  }
}

function signalOf(options: { readonly signal?: AbortSignal }): { signal?: AbortSignal } {
  return options.signal === undefined ? {} : { signal: options.signal };
}
