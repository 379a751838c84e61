/** Finds the column that names each row's files when no column holds file names. */
import type { Table } from "@fuseline/schema";
import type { FileIndex } from "../match/file-index.ts";
import { type Column, textOf } from "../tables/table-columns.ts";

const SAMPLE = 500;
const MIN_SHARE = 0.3;

/** The column whose values begin the most file names; null when none reaches a third of the rows. */
export function guessFilesKey(table: Table, index: FileIndex): string | null {
  let best: { name: string; share: number } = { name: "", share: MIN_SHARE };
  for (const column of table.columns) {
    if (!["text", "category", "number", "identity"].includes(column.modality) || column.several) continue;
    const share = sharedNames(column, index);
    if (share > best.share) best = { name: column.name, share };
  }
  return best.name === "" ? null : best.name;
}

function sharedNames(column: Column, index: FileIndex): number {
  const values = [...new Set(column.values.map(textOf).filter((text) => text !== ""))];
  // A category that many rows share cannot tell their pictures apart.
  if (values.length * 2 < column.values.length) return 0;
  const sample = values.slice(0, SAMPLE);
  const hits = sample.filter(
    (value) => index.byLoosePath(value).length > 0 || index.byBeginning(value).length > 0,
  );
  return hits.length / Math.max(1, sample.length);
}
