/** What was understood of a person's data before anything runs: where it lies, its columns, and what they may be for. */
import type { ColumnSchema, FileRef, FilesRef, Text } from "@fuseline/schema";

/** Where the rows come from. `columns` of the understanding are those of the table itself. */
export type DataOrigin =
  | {
      readonly kind: "table";
      readonly table: FileRef;
      readonly sheet?: string;
      /** Photos that belong to the rows. */
      readonly files: FilesRef | null;
      /** Column by which photos are found; null: the columns of photos name them. */
      readonly filesKey: string | null;
    }
  | { readonly kind: "files"; readonly files: FilesRef; readonly labels: "folder" | "none" }
  | { readonly kind: "captions"; readonly captions: FileRef; readonly images: FilesRef }
  | { readonly kind: "sample"; readonly sample: "emoji" }
  | { readonly kind: "generated"; readonly task: "two-parts"; readonly rows: number };

export interface UnderstoodColumn extends ColumnSchema {
  /** Different values among the cells that were looked at. */
  readonly distinct: number;
  /** Empty cells. */
  readonly missing: number;
  /** Why it was taken for this modality. */
  readonly reason: Text;
}

/** A column taken for a purpose, and why. */
export interface ColumnGuess {
  readonly column: string;
  readonly reason: Text;
}

export interface DataUnderstanding {
  readonly origin: DataOrigin;
  readonly rows: number;
  readonly columns: readonly UnderstoodColumn[];
  /** The answer to predict. */
  readonly target: ColumnGuess | null;
  /** Rows with the same value show the same thing: they are pairs too. */
  readonly key: ColumnGuess | null;
  /** Rows with the same value stay in one part: at least 20 objects with several rows each. */
  readonly group: ColumnGuess | null;
  /** A column that already says train, validation, test. */
  readonly split: ColumnGuess | null;
  /** How many cells of each column of photos found their file. */
  readonly matches: readonly { readonly column: string; readonly matched: number; readonly total: number }[];
}
