/** One row a file: where it is, what its folders say (class, part of the data), and the file itself. */
import type { Split, Table } from "@fuseline/schema";
import { userError } from "../issues.ts";
import { mediaKindOf } from "../tables/media-path.ts";
import { type ColumnSummary, summarise } from "../tables/read-table.ts";
import { contentId, uniqueIds } from "../tables/row-id.ts";
import type { FileEntry } from "./file-entry.ts";
import { splitNamed } from "./split-names.ts";

export interface FilesTableOptions {
  /** For messages: the folder or archive. */
  readonly name: string;
  readonly labels: "auto" | "none" | "folder";
  /** Look into inner folders. */
  readonly deep: boolean;
}

export interface FilesReading {
  /** Columns file, name, folder, photo, and label where folders are classes; `split` where folders name the parts. */
  readonly table: Table;
  readonly columns: readonly ColumnSummary[];
}

const MAX_CLASSES = 1000;
interface PlacedFile extends FileEntry {
  /** Folders that tell something: without those that all files share, and without the part's own. */
  readonly folders: readonly string[];
  readonly split: Split | null;
}

/** @throws UserError `files-empty` when there is no picture */
export function tableOfFiles(entries: readonly FileEntry[], options: FilesTableOptions): FilesReading {
  const files = place(entries, options.deep);
  if (files.length === 0) {
    throw userError({ code: "files-empty", facts: { name: options.name, count: entries.length } });
  }
  const columns: Table["columns"][number][] = [
    { name: "file", modality: "identity", several: false, values: files.map((file) => file.path) },
    { name: "name", modality: "text", several: false, values: files.map((file) => stemOf(file.path)) },
    {
      name: "folder",
      modality: "category",
      several: false,
      values: files.map((file) => file.folders.join("/") || null),
    },
    {
      name: "photo",
      modality: "image",
      several: false,
      values: files.map((file) => ({ name: file.path, blob: file.blob })),
    },
  ];
  if (options.labels === "folder" || (options.labels === "auto" && foldersAreClasses(files))) {
    const values = files.map((file) => file.folders.at(-1) ?? null);
    columns.push({ name: "label", modality: "category", several: false, values });
  }
  const split = files.flatMap((file) => (file.split === null ? [] : [file.split]));
  return {
    table: {
      columns,
      row: uniqueIds(files.map((file) => contentId(file.blob))),
      ...(split.length === files.length ? { split } : {}),
    },
    columns: columns.map((column) => ({
      ...describe(column.name),
      ...schema(column),
      ...summarise(column.values),
    })),
  };
}

function schema({ name, modality, several }: Table["columns"][number]) {
  return { name, modality, several };
}

function place(entries: readonly FileEntry[], deep: boolean): PlacedFile[] {
  const media = entries
    .filter((entry) => mediaKindOf(entry.path) === "image")
    .map((entry) => ({ ...entry, folders: entry.path.split("/").slice(0, -1) }));
  const shared = sharedDepth(media.map((file) => file.folders));
  const relative = media.map((file) => ({ ...file, folders: file.folders.slice(shared) }));
  const wanted = deep ? relative : relative.filter((file) => file.folders.length === 0);
  const parts = wanted.map((file) => splitNamed(file.folders[0] ?? ""));
  const splits = new Set(parts);
  const isSplit = !splits.has(null) && splits.has("train") && splits.size > 1;
  return wanted.map((file, index) => ({
    ...file,
    split: isSplit ? (parts[index] ?? null) : null,
    folders: isSplit ? file.folders.slice(1) : file.folders,
  }));
}

/** Number of leading folders that every file has. */
function sharedDepth(folders: readonly (readonly string[])[]): number {
  const first = folders[0] ?? [];
  let depth = 0;
  while (depth < first.length && folders.every((one) => one[depth] === first[depth])) depth++;
  return depth;
}

/** 2 to 1,000 folders that hold at least 80 % of the files, two files each on average. */
function foldersAreClasses(files: readonly PlacedFile[]): boolean {
  const inFolders = files.filter((file) => file.folders.length > 0);
  const folders = new Set(inFolders.map((file) => file.folders.at(-1)));
  if (folders.size < 2 || folders.size > MAX_CLASSES) return false;
  return inFolders.length >= 0.8 * files.length && inFolders.length >= 2 * folders.size;
}

export function stemOf(path: string): string {
  const name = path.split("/").at(-1) ?? "";
  return mediaKindOf(name) === null ? name : name.replace(/\.[^.]*$/, "");
}

function describe(name: string): Pick<ColumnSummary, "reason"> {
  const reasons: { readonly [name: string]: ColumnSummary["reason"] } = {
    file: { en: "path of the file", ru: "путь к файлу" },
    name: { en: "name of the file", ru: "имя файла" },
    folder: { en: "folder of the file", ru: "папка файла" },
    label: {
      en: "the files lie in folders named after classes",
      ru: "файлы лежат в папках с именами классов",
    },
  };
  return { reason: reasons[name] ?? { en: "the file itself", ru: "сам файл" } };
}
