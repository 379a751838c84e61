/** Finds and reads the tables in a set of files. */
import type { Issue } from "@fuseline/schema";
import type { FileEntry } from "../files/file-entry.ts";
import type { Storage } from "../storage/storage.ts";
import { extensionOf, mediaKindOf } from "../tables/media-path.ts";
import { isNumberedCaptions, readCaptions } from "../tables/read-captions.ts";
import { issueOf, readTable, type TableReading } from "../tables/read-table.ts";

export interface Candidate {
  readonly file: FileEntry;
  readonly reading: TableReading;
  readonly isCaptions: boolean;
}

const TABLES = ["csv", "tsv", "xlsx", "jsonl", "ndjson", "json", "token", "txt", "tab"];
/** Of these only some are tables. */
const DOUBTFUL = ["txt", "json", "token"];
/** The largest ones; nobody means the hundredth table. */
const MAX_TABLES = 10;

export async function readCandidates(
  storage: Storage,
  entries: readonly FileEntry[],
  signal?: AbortSignal,
): Promise<{ candidates: readonly Candidate[]; issues: readonly Issue[] }> {
  const candidates: Candidate[] = [];
  const issues: Issue[] = [];
  const files = entries
    .filter(({ path }) => TABLES.includes(extensionOf(path)))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MAX_TABLES);
  for (const file of files) {
    try {
      const candidate = await readCandidate(storage, file, signal);
      if (candidate !== null) candidates.push(candidate);
    } catch (error) {
      // A table that cannot be read is reported; a text that is no table is not missed.
      const issue = issueOf(error);
      if (!DOUBTFUL.includes(extensionOf(file.path))) issues.push({ ...issue, severity: "warning" });
    }
  }
  return { candidates, issues };
}

async function readCandidate(
  storage: Storage,
  file: FileEntry,
  signal?: AbortSignal,
): Promise<Candidate | null> {
  const path = storage.path(file.blob);
  const options = { name: file.path, ...(signal === undefined ? {} : { signal }) };
  if (await isNumberedCaptions(path))
    return { file, reading: await readCaptions(path, options), isCaptions: true };
  const reading = await readTable(path, options);
  if (isCaptionPairs(reading)) return { file, reading: await readCaptions(path, options), isCaptions: true };
  const isTable = !DOUBTFUL.includes(extensionOf(file.path)) || namesMedia(reading);
  return isTable ? { file, reading, isCaptions: false } : null;
}

/** Picture and text, perhaps a number of the caption, nothing else; and the pictures repeat. */
function isCaptionPairs({ columns, table }: TableReading): boolean {
  const image = columns.find(({ modality }) => modality === "image");
  const text = columns.find(({ modality }) => modality === "text");
  const others = columns.filter((column) => column !== image && column !== text);
  if (image === undefined || text === undefined || others.some(({ modality }) => modality !== "number"))
    return false;
  return image.distinct * 2 <= table.row.length;
}

function namesMedia({ columns }: TableReading): boolean {
  return columns.some(
    ({ modality, examples }) => modality === "image" && examples.some((name) => mediaKindOf(name) !== null),
  );
}
