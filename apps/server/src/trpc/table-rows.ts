/** Rows of a stored table as the editor gets them; pictures are blobs to be fetched from /media. */
import type { Cell, Table } from "@fuseline/schema";
import { z } from "zod";

const media = z.object({ name: z.string(), blob: z.string() });
const item = z.union([z.string(), z.number(), media]);
export const cell = z.union([z.null(), z.boolean(), item, z.array(item)]);
export const split = z.enum(["train", "validation", "test"]);
export const columnShape = z.object({ name: z.string(), modality: z.string(), several: z.boolean() });
export const rowShape = z.object({
  place: z.number(),
  row: z.string(),
  split: split.nullable(),
  cells: z.array(cell),
});

/** Rows at the given places, in that order; places outside the table are left out. */
export function tableRows(table: Table, places: readonly number[]): z.infer<typeof rowShape>[] {
  return places
    .filter((place) => place < table.row.length)
    .map((place) => ({
      place,
      row: table.row[place] ?? "",
      split: table.split?.[place] ?? null,
      cells: table.columns.map(({ values }): z.infer<typeof cell> => copied(values[place] ?? null)),
    }));
}

function copied(value: Cell): z.infer<typeof cell> {
  return Array.isArray(value) ? [...value] : (value as z.infer<typeof cell>);
}
