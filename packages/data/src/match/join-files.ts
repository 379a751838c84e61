/** Puts files into the cells that name them, and lists the rows whose files were not found. */
import type { Cell, Issue, MediaCell, Table } from "@fuseline/schema";
import type { FileEntry } from "../files/file-entry.ts";
import { makeIssue, userError } from "../issues.ts";
import { findColumn, isMedia, takeRows, textOf, withColumn } from "../tables/table-columns.ts";
import { type MatchOptions, NameMatcher } from "./name-matcher.ts";

export interface JoinRequest extends MatchOptions {
  /** Columns that name files; each is filled in place, or into `into` when that is given. */
  readonly columns: readonly string[];
  readonly into: string | null;
  readonly missing: "keep" | "drop";
}

export interface Joined {
  readonly table: Table;
  readonly issues: readonly Issue[];
}

const EXAMPLES = 5;

/** @throws UserError `column-missing`, or `file-unmatched` when not one file was found */
export function joinFiles(table: Table, files: readonly FileEntry[], request: JoinRequest): Joined {
  const matcher = new NameMatcher(
    files.map(({ path }) => path),
    request,
  );
  const issues: Issue[] = [];
  let joined = table;
  const lost = new Set<number>();
  for (const name of request.columns) {
    const column = findColumn(table, name);
    if (column === null) {
      const known = table.columns.map((other) => other.name);
      throw userError({
        code: "column-missing",
        at: { param: "key" },
        facts: { column: name, columns: known, known },
      });
    }
    const values = column.values.map((cell) => mediaOf(cell, { matcher, files }));
    const missed = values.flatMap((cell, row) =>
      cell === null && textOf(column.values[row] ?? null) !== "" ? [row] : [],
    );
    for (const row of missed) lost.add(row);
    const several = values.some(Array.isArray);
    const into = request.into ?? name;
    joined = withColumn(joined, { name: into, modality: "image", several, values });
    if (missed.length > 0) {
      const facts = {
        column: name,
        rows: missed.length,
        total: values.length,
        examples: missed.slice(0, EXAMPLES).map((row) => textOf(column.values[row] ?? null)),
      };
      const none = missed.length === values.length;
      if (none) throw userError({ code: "file-unmatched", facts });
      issues.push(makeIssue({ code: "file-unmatched", severity: "warning", facts }));
    }
  }
  const kept =
    request.missing === "keep"
      ? joined
      : takeRows(
          joined,
          [...joined.row.keys()].filter((row) => !lost.has(row)),
        );
  return { table: kept, issues };
}

interface Sources {
  readonly matcher: NameMatcher;
  readonly files: readonly FileEntry[];
}

function mediaOf(cell: Cell, { matcher, files }: Sources): Cell {
  if (cell === null || isMedia(cell)) return cell;
  const names = Array.isArray(cell) ? cell.map((item) => textOf(item as Cell)) : [textOf(cell)];
  const media = names
    .flatMap((name) => (name === "" ? [] : matcher.find(name).files))
    .flatMap((place): MediaCell[] => {
      const file = files[place];
      return file === undefined ? [] : [{ name: file.path, blob: file.blob }];
    });
  const [first] = media;
  return media.length > 1 ? media : (first ?? null);
}
