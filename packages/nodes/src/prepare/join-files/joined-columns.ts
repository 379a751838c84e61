/** Which columns a table has once its photos are found. */
import type { ColumnSchema } from "@fuseline/schema";

export interface JoinKey {
  /** Column by which files are found; null: every column that names photos. */
  readonly key: string | null;
  readonly match: "auto" | "exact" | "stem" | "starts-with";
}

/**
 * Columns that name photos keep their name and hold the photos themselves from then on. A key that is not a photo
 * column (a product number) brings a new column `photo`, with a list where one row may have several files.
 */
export function joinedColumns(
  table: readonly ColumnSchema[],
  { key, match }: JoinKey,
): readonly ColumnSchema[] {
  const named = table.find((column) => column.name === key);
  if (named === undefined || named.modality === "image") return table;
  const several = match === "auto" || match === "starts-with";
  return [...table, { name: photoColumn(table), modality: "image", several }];
}

/** Photo columns that are filled in place. */
export function photoColumns(table: readonly ColumnSchema[], key: string | null): readonly string[] {
  const photos = table.filter((column) => column.modality === "image").map((column) => column.name);
  return key === null ? photos : photos.filter((name) => name === key);
}

/** `photo`, or the first of `photo 2`, `photo 3` … that is free. */
export function photoColumn(table: readonly ColumnSchema[]): string {
  const taken = new Set(table.map((column) => column.name));
  let name = "photo";
  for (let next = 2; taken.has(name); next++) name = `photo ${next}`;
  return name;
}
