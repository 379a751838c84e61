/** A few values of every column, by which a person knows the data again: words as they stand, photos as stored. */
import { basename } from "node:path/posix";
import { type FileEntry, isMedia } from "@fuseline/data";
import type { Table } from "@fuseline/schema";

/** Up to a few of every column, by its name. */
export type Examples = { readonly [column: string]: readonly string[] };

export interface ColumnExamples {
  readonly examples: Examples;
  /** Blobs of the photos among them. */
  readonly pictures: Examples;
}

const MOST = 4;

export function examplesOf({ columns }: Table): ColumnExamples {
  const cells = columns.map(({ name, values }) => [name, values.flatMap((cell) => cell ?? [])] as const);
  const words = cells.map(([name, found]) => [
    name,
    few(found.flatMap((cell) => (isMedia(cell) ? [] : String(cell)))),
  ]);
  const photos = cells.map(([name, found]) => [
    name,
    few(found.flatMap((cell) => (isMedia(cell) ? cell.blob : []))),
  ]);
  return { examples: Object.fromEntries(words), pictures: Object.fromEntries(photos) };
}

/** The photos that are named as the values are: a path, or its last part. */
export function picturesNamed(examples: Examples, files: readonly FileEntry[]): Examples {
  const blobs = new Map(
    files.flatMap(({ path, blob }) => [[path, blob] as const, [basename(path), blob] as const]),
  );
  const found = Object.entries(examples).map(([column, values]) => [
    column,
    few(values.flatMap((value) => blobs.get(value) ?? [])),
  ]);
  return Object.fromEntries(found);
}

const few = (values: readonly string[]): readonly string[] => [...new Set(values)].slice(0, MOST);
