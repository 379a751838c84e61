/** Opens a ZIP, checks every entry before any is unpacked, then gives each entry's bytes as a checked stream. */
import { type Readable, Transform } from "node:stream";
import { crc32 } from "node:zlib";
import { Cancelled, UserError } from "@fuseline/schema";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { userError } from "../issues.ts";
import { decodeText, encodingOfBytes } from "../tables/encoding.ts";
import { type ArchiveLimits, type ArchiveProblem, entryProblem } from "./archive-rules.ts";

export interface ArchiveFile {
  /** "/" between folders, Unicode form C. */
  readonly path: string;
  readonly bytes: number;
  open(): Promise<Readable>;
}

export interface ArchiveOptions {
  readonly name: string;
  readonly limits: ArchiveLimits;
  readonly signal?: AbortSignal;
}

/**
 * Calls `use` with the files of the archive, and closes it afterwards.
 * @throws UserError `archive-unsafe` naming the entry and the rule; `file-unreadable` when the archive is damaged
 */
export async function withArchive<T>(
  path: string,
  options: ArchiveOptions,
  use: (files: readonly ArchiveFile[]) => Promise<T>,
): Promise<T> {
  const zip = await openArchive(path, options.name);
  try {
    const entries = await readEntries(zip, options);
    return await use(checked(zip, entries, options));
  } catch (error) {
    if (error instanceof UserError || error instanceof Cancelled) throw error;
    if (options.signal?.aborted) throw new Cancelled();
    throw isZipError(error)
      ? userError({ code: "file-unreadable", facts: { file: options.name } }, error)
      : error;
  } finally {
    zip.close();
  }
}

async function openArchive(path: string, name: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (error) {
    throw userError({ code: "file-unreadable", facts: { file: name } }, error);
  }
}

/** Errors of the format come as plain errors; errors of the disk have a system code. */
function isZipError(error: unknown): boolean {
  return error instanceof Error && !("syscall" in error);
}

async function readEntries(zip: ZipFile, options: ArchiveOptions): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (options.signal?.aborted) throw new Cancelled();
    if (entries.length >= options.limits.maxEntries) throw unsafe(options.name, "", "entries");
    entries.push(entry);
  }
  return entries;
}

function checked(zip: ZipFile, entries: readonly Entry[], options: ArchiveOptions): ArchiveFile[] {
  const nameOf = nameReader(entries);
  const files: ArchiveFile[] = [];
  const taken = new Set<string>();
  let bytes = 0;
  for (const entry of entries) {
    const path = nameOf(entry);
    // A folder entry carries no bytes and needs no place; the paths of its files say the same.
    if (path.endsWith("/") && entry.uncompressedSize === 0) continue;
    const problem = entryProblem(entry, path, options.limits) ?? (taken.has(path) ? "duplicate" : null);
    if (problem !== null) throw unsafe(options.name, path, problem);
    taken.add(path);
    bytes += entry.uncompressedSize;
    if (bytes > options.limits.maxBytes) throw unsafe(options.name, path, "bytes");
    files.push({
      path,
      bytes: entry.uncompressedSize,
      open: () => openEntry(zip, entry, { archive: options.name, path }),
    });
  }
  if (bytes > options.limits.ratioFrom && bytes > options.limits.maxRatio * zip.fileSize) {
    throw unsafe(options.name, "", "ratio");
  }
  return files;
}

export function unsafe(file: string, entry: string, problem: ArchiveProblem): UserError {
  return userError({ code: "archive-unsafe", facts: { file, entry, problem } });
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH = 0x7075;

/** Old archivers wrote names in the system's encoding and did not say which; all names of one archive share it. */
function nameReader(entries: readonly Entry[]): (entry: Entry) => string {
  const isMarked = (entry: Entry): boolean =>
    (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0 ||
    entry.extraFields.some((field) => field.id === UNICODE_PATH);
  const unmarked = entries.filter((entry) => !isMarked(entry)).map((entry) => entry.fileNameRaw);
  const { encoding } = encodingOfBytes(Buffer.concat(unmarked).subarray(0, 65_536));
  return (entry) => {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name =
      isMarked(entry) || encoding === "windows-1252"
        ? getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
        : decodeText(fileNameRaw, encoding).replaceAll("\\", "/");
    return name.normalize("NFC").replace(/^(?:\.\/)+/, "");
  };
}

async function openEntry(
  zip: ZipFile,
  entry: Entry,
  name: { archive: string; path: string },
): Promise<Readable> {
  const damaged = (error: unknown): UserError =>
    userError({ code: "file-unreadable", facts: { file: name.archive, entry: name.path } }, error);
  let source: Readable;
  try {
    source = await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw damaged(error);
  }
  let sum = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === entry.crc32 ? null : damaged(new Error("the checksum differs")));
    },
  });
  // Errors wait for the reader, who may come later than they do.
  check.on("error", () => undefined);
  source.on("error", (error) => check.destroy(damaged(error)));
  check.on("close", () => source.destroy());
  return source.pipe(check);
}
