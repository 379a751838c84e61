/** Looks through a person's files and says what they are: which table, which photos, what fits, what may be the answer. */
import { type FileRef, type FilesRef, type Issue, UserError } from "@fuseline/schema";
import { type FileEntry, type Ingested, writeManifest } from "../files/file-entry.ts";
import { tableOfFiles } from "../files/table-of-files.ts";
import { userError } from "../issues.ts";
import { FileIndex } from "../match/file-index.ts";
import { type Joined, type JoinRequest, joinFiles } from "../match/join-files.ts";
import { checkPictures } from "../pictures/check-pictures.ts";
import type { Storage } from "../storage/storage.ts";
import { mediaKindOf } from "../tables/media-path.ts";
import { guessFilesKey } from "./guess-files-key.ts";
import { guessGroup, guessKey, guessSplit } from "./guess-purposes.ts";
import { guessTarget } from "./guess-target.ts";
import { type Candidate, readCandidates } from "./read-candidates.ts";
import type { DataOrigin, DataUnderstanding, Understood } from "./understanding.ts";

/** @throws UserError `data-missing` when there is neither a table nor a photo; errors of the only table there is */
export async function understandData(
  storage: Storage,
  ingested: Ingested,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Understood> {
  const { candidates, issues } = await readCandidates(storage, ingested.entries, options.signal);
  const photos = ingested.entries.filter(({ path }) => mediaKindOf(path) === "image");
  const given = [...ingested.issues, ...issues];
  const best = choose(candidates, photos);
  if (best === null && photos.length === 0) {
    if (issues[0] !== undefined) throw new UserError({ ...issues[0], severity: "error" });
    throw userError({ code: "data-missing", facts: { name: ingested.files.name } });
  }
  const files = photos.length === 0 ? null : await writeManifest(storage, ingested.files.name, photos);
  const found = best === null ? ofFiles(photos, files) : ofTable(best, files);
  const others = candidates.filter(({ file }) => file !== best?.candidate.file).map(({ file }) => file.path);
  const broken = await checkPictures(storage, photos, options.signal);
  return { ...found, issues: [...given, ...found.issues], broken, otherTables: others };
}

interface Fitted {
  readonly candidate: Candidate;
  readonly filesKey: string | null;
  /** Null where no photo fits. */
  readonly joined: Joined | null;
  readonly issues: readonly Issue[];
}

/** The table that finds the most photos; of equals the longest. */
function choose(candidates: readonly Candidate[], photos: readonly FileEntry[]): Fitted | null {
  const fitted = candidates.map((candidate) => fit(candidate, photos));
  const matched = ({ joined }: Fitted): number =>
    joined?.matches.reduce((sum, match) => sum + match.matched, 0) ?? 0;
  const rows = ({ candidate }: Fitted): number => candidate.reading.table.row.length;
  return [...fitted].sort((a, b) => matched(b) - matched(a) || rows(b) - rows(a))[0] ?? null;
}

const AUTO = { match: "auto", closest: 0.9, missing: "keep", overrides: {} } as const;

function fit(candidate: Candidate, photos: readonly FileEntry[]): Fitted {
  const { table } = candidate.reading;
  const none = { candidate, filesKey: null, joined: null, issues: [] };
  if (photos.length === 0) return none;
  const named = table.columns.filter(({ modality }) => modality === "image").map(({ name }) => name);
  const filesKey =
    named.length > 0
      ? null
      : guessFilesKey(table, new FileIndex(photos.map(({ path, blob }) => ({ name: path, blob }))));
  const columns = filesKey === null ? named : [filesKey];
  if (columns.length === 0) return none;
  const request: JoinRequest = { ...AUTO, columns, into: filesKey === null ? null : "photo" };
  try {
    const joined = joinFiles(table, photos, request);
    return { candidate, filesKey, joined, issues: joined.issues };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...none, issues: [{ ...error.issue, severity: "warning" }] };
  }
}

type Found = Omit<Understood, "otherTables" | "broken">;

function ofTable({ candidate, filesKey, joined, issues }: Fitted, files: FilesRef | null): Found {
  const { reading, file } = candidate;
  const table: FileRef = {
    blob: file.blob,
    name: file.path.split("/").at(-1) ?? file.path,
    bytes: file.bytes,
  };
  const matches = joined?.matches.map(({ column, matched, total }) => ({ column, matched, total })) ?? [];
  return {
    understanding: {
      origin: originOf(candidate, { table, files: joined === null ? null : files, filesKey }),
      rows: reading.table.row.length,
      ...purposes(reading, filesKey),
      matches: filesKey === null ? matches : matches.map((match) => ({ ...match, column: "photo" })),
    },
    issues: [...reading.issues, ...issues],
    unmatched: joined?.unmatched ?? [],
    ambiguous: joined?.ambiguous ?? [],
    guessed: joined?.guessed ?? [],
    unusedFiles: joined?.unusedFiles ?? [],
  };
}

function originOf(
  { isCaptions, reading }: Candidate,
  { table, files, filesKey }: { table: FileRef; files: FilesRef | null; filesKey: string | null },
): DataOrigin {
  if (isCaptions && files !== null) return { kind: "captions", captions: table, images: files };
  const { sheet, sheets } = reading.details;
  const page = sheet === undefined || (sheets?.length ?? 0) < 2 ? {} : { sheet };
  return { kind: "table", table, ...page, files, filesKey };
}

function ofFiles(photos: readonly FileEntry[], files: FilesRef | null): Found {
  if (files === null) throw new TypeError("no photos");
  const reading = tableOfFiles(photos, { name: files.name, labels: "auto", deep: true });
  const labels = reading.columns.some(({ name }) => name === "label") ? "folder" : "none";
  const understanding: DataUnderstanding = {
    origin: { kind: "files", files, labels },
    rows: reading.table.row.length,
    ...purposes(reading, null),
    matches: [],
  };
  return { understanding, issues: [], unmatched: [], ambiguous: [], guessed: [], unusedFiles: [] };
}

function purposes(reading: Pick<Candidate["reading"], "table" | "columns">, filesKey: string | null) {
  const { table, columns } = reading;
  const split = guessSplit(table);
  const taken = [split?.column, filesKey].filter((name) => typeof name === "string");
  // The folder of a file is its place, not a thing to predict, unless it is the label.
  const target = guessTarget(
    columns,
    columns.some(({ name }) => name === "folder") ? [...taken, "folder"] : taken,
  );
  const rows = table.row.length;
  return {
    columns,
    target,
    key: guessKey(columns, rows, target?.column ?? null),
    group: guessGroup(columns, rows, target?.column ?? null),
    split,
  };
}
