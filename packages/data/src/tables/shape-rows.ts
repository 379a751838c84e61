/** From rows of cells to a table with names: finds the header, evens out the rows. */
import { cellText } from "./column-sample.ts";
import { findHeader } from "./header.ts";
import { type RawCell, type RawTable, uniqueNames } from "./raw-table.ts";

export interface RowOnLine {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly RawCell[];
}

/** @param header "auto", 0 for none, or the line (from 1) of the names */
export function shapeRows(rows: readonly RowOnLine[], header: number | "auto"): RawTable {
  const at = headerIndex(rows, header);
  const names = at < 0 ? [] : (rows[at]?.cells ?? []);
  const body = rows.slice(at + 1).filter((row) => row.cells.some((cell) => cellText(cell) !== ""));
  const width = at < 0 ? Math.max(0, ...sampled(body)) : usedWidth(names, body);
  const ragged = body.filter((row) => row.cells.length !== width && isRagged(row.cells, width));
  return {
    names: uniqueNames(Array.from({ length: width }, (_, column) => cellText(names[column] ?? null))),
    rows: body.map((row) => (row.cells.length === width ? row.cells : padded(row.cells, width))),
    headerLine: at < 0 ? 0 : (rows[at]?.line ?? 0),
    ragged: ragged.map((row) => row.line),
  };
}

/** −1: no names. Empty lines are not among the rows, so a line is not an index. */
function headerIndex(rows: readonly RowOnLine[], header: number | "auto"): number {
  if (header === "auto") return findHeader(rows.map((row) => row.cells));
  return header === 0 ? -1 : rows.findIndex((row) => row.line >= header);
}

/** Workbooks and exports often end in empty columns without a name. */
function usedWidth(names: readonly RawCell[], body: readonly RowOnLine[]): number {
  let width = names.length;
  const isUsed = (column: number): boolean =>
    cellText(names[column] ?? null) !== "" || body.some((row) => cellText(row.cells[column] ?? null) !== "");
  while (width > 0 && !isUsed(width - 1)) width--;
  return width;
}

function sampled(body: readonly RowOnLine[]): number[] {
  const counts = new Map<number, number>();
  for (const row of body) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  const usual = [...counts].sort((a, b) => b[1] - a[1])[0];
  return usual === undefined ? [] : [usual[0]];
}

/** Missing cells, or more cells than names with something in them. */
function isRagged(cells: readonly RawCell[], width: number): boolean {
  return cells.length < width || cells.slice(width).some((cell) => cellText(cell) !== "");
}

function padded(cells: readonly RawCell[], width: number): readonly RawCell[] {
  return Array.from({ length: width }, (_, column) => cells[column] ?? null);
}
