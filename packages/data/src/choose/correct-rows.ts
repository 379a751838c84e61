/** Applies corrections made by hand to the rows they name. */
import type { Cell, Issue, RowEdit, Table } from "@fuseline/schema";
import { makeIssue } from "../issues.ts";
import { parseBoolean } from "../tables/parse-boolean.ts";
import { parseDate } from "../tables/parse-date.ts";
import { findDecimal, parseNumber } from "../tables/parse-number.ts";
import { type Column, isMedia } from "../tables/table-columns.ts";

export interface CorrectedRows {
  readonly table: Table;
  readonly applied: number;
  /** Edits whose row or column is gone, or whose value does not fit the column. */
  readonly left: readonly RowEdit[];
  readonly issues: readonly Issue[];
}

/** Later edits of one cell win. Rows keep their ids: an id names the row as it was read. */
export function correctRows(table: Table, edits: readonly RowEdit[]): CorrectedRows {
  const rows = new Map(table.row.map((id, row) => [id, row]));
  const values = new Map(table.columns.map((column) => [column.name, [...column.values]]));
  const left: RowEdit[] = [];
  for (const edit of edits) {
    const row = rows.get(edit.row);
    const column = table.columns.find(({ name }) => name === edit.column);
    const cell = column === undefined ? undefined : cellFor(column, edit.value);
    if (row === undefined || column === undefined || cell === undefined) left.push(edit);
    else values.get(column.name)?.splice(row, 1, cell);
  }
  const columns = table.columns.map((column) => ({
    ...column,
    values: values.get(column.name) ?? column.values,
  }));
  const facts = {
    count: left.length,
    examples: left.slice(0, 5).map(({ column, value }) => `${column}: ${value ?? ""}`),
  };
  const issues = left.length === 0 ? [] : [makeIssue({ code: "edits-left", severity: "warning", facts })];
  return { table: { ...table, columns }, applied: edits.length - left.length, left, issues };
}

/** Undefined when the value does not fit: a file is never made from a text. */
function cellFor(column: Column, value: string | number | null): Cell | undefined {
  if (value === null) return null;
  const text = String(value).trim();
  switch (column.modality) {
    case "number":
      return (typeof value === "number" ? value : parseNumber(text, findDecimal([text]))) ?? undefined;
    case "date":
      return parseDate(text, "day-first") ?? undefined;
    case "boolean":
      return parseBoolean(text) ?? undefined;
    case "text":
    case "category":
    case "identity":
      return column.several ? [text] : text;
    case "labels":
      return text
        .split(/[;|]/)
        .map((label) => label.trim())
        .filter((label) => label !== "");
    case "image":
    case "audio":
    case "video":
    case "document":
    case "boxes":
    case "fields":
      return column.values.some(isMedia) ? undefined : text;
  }
}
