/** What was understood of a person's data before anything runs. The templates take it as their `DataUnderstanding`. */
import type { FileRef, FilesRef, Issue, Text } from "@fuseline/schema";
import type { Miss } from "../match/join-files.ts";
import type { ColumnSummary } from "../tables/read-table.ts";

/** Where the rows come from. */
export type DataOrigin =
  | {
      readonly kind: "table";
      readonly table: FileRef;
      /** Page of a workbook, where it is not the only one. */
      readonly sheet?: string;
      /** Photos that belong to the rows. */
      readonly files: FilesRef | null;
      /** Column by which photos are found; null: the columns of photos name them. */
      readonly filesKey: string | null;
    }
  | { readonly kind: "files"; readonly files: FilesRef; readonly labels: "folder" | "none" }
  | { readonly kind: "captions"; readonly captions: FileRef; readonly images: FilesRef };

/** A column taken for a purpose, and why. */
export interface ColumnGuess {
  readonly column: string;
  readonly reason: Text;
}

export interface DataUnderstanding {
  readonly origin: DataOrigin;
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  /** The answer to predict. */
  readonly target: ColumnGuess | null;
  /** Rows with the same value show the same thing: they are pairs too. */
  readonly key: ColumnGuess | null;
  /** Rows with the same value stay in one part. */
  readonly group: ColumnGuess | null;
  /** A column that already says train, validation, test. */
  readonly split: ColumnGuess | null;
  /** How many cells of each column of photos found their file. */
  readonly matches: readonly { readonly column: string; readonly matched: number; readonly total: number }[];
}

export interface Understood {
  readonly understanding: DataUnderstanding;
  /** What was assumed, left out or not found. */
  readonly issues: readonly Issue[];
  /** Cells without a file, or with more than one that fits. */
  readonly unmatched: readonly Miss[];
  readonly ambiguous: readonly Miss[];
  /** Cells whose file was found though it is called otherwise. */
  readonly guessed: readonly Miss[];
  /** Photos that cannot be opened, each with its reason. */
  readonly broken: readonly Issue[];
  /** Photos that no row names. */
  readonly unusedFiles: readonly string[];
  /** Other tables that were found and not taken. */
  readonly otherTables: readonly string[];
}
