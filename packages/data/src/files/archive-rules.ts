/** What an archive may hold. Each rule answers a known attack or a known disappointment. */
import type { Entry } from "yauzl";

export interface ArchiveLimits {
  readonly maxEntries: number;
  /** Bytes of all entries together, unpacked. */
  readonly maxBytes: number;
  readonly maxEntryBytes: number;
  /** Unpacked to packed; looked at only above `ratioFrom` bytes, since small texts pack very well. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
}

const GIGABYTE = 1024 ** 3;
export const ARCHIVE_LIMITS: ArchiveLimits = {
  maxEntries: 200_000,
  maxBytes: 64 * GIGABYTE,
  maxEntryBytes: 4 * GIGABYTE,
  maxRatio: 200,
  ratioFrom: 16 * 1024 * 1024,
};

export type ArchiveProblem =
  | "absolute"
  | "outside"
  | "name"
  | "link"
  | "encrypted"
  | "duplicate"
  | "entries"
  | "bytes"
  | "entry-bytes"
  | "ratio"
  | "nested";

/** Null when the entry's name is a plain relative path. */
export function pathProblem(path: string): ArchiveProblem | null {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "absolute";
  const parts = path.split("/");
  if (parts.includes("..")) return "outside";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return path === "" || path.length > 1000 || /[\u0000-\u001f\u007f]/.test(path) ? "name" : null;
}

const UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

/** Links and devices, by the Unix mode in the upper half of the attributes. Zero: the archiver wrote none. */
function isSpecial(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  const written = entry.versionMadeBy >> 8 === UNIX || type === 0o120000;
  return written && type !== 0 && type !== REGULAR;
}

/** Looks at one file entry alone. */
export function entryProblem(entry: Entry, path: string, limits: ArchiveLimits): ArchiveProblem | null {
  const name = pathProblem(path);
  if (name !== null) return name;
  if (isSpecial(entry)) return "link";
  if (entry.isEncrypted()) return "encrypted";
  if (entry.uncompressedSize > limits.maxEntryBytes) return "entry-bytes";
  const big = entry.uncompressedSize > limits.ratioFrom;
  return big && entry.uncompressedSize > limits.maxRatio * Math.max(1, entry.compressedSize) ? "ratio" : null;
}
