/** Small questions to a table, asked in many places. */
import type { Cell, ColumnSchema, MediaCell, Table } from "@fuseline/schema";

export type Column = Table["columns"][number];

export function findColumn(table: Table, name: string): Column | null {
  return table.columns.find((column) => column.name === name) ?? null;
}

export function schemaOf(table: Table): ColumnSchema[] {
  return table.columns.map(({ name, modality, several }) => ({ name, modality, several }));
}

export function isMedia(cell: unknown): cell is MediaCell {
  return typeof cell === "object" && cell !== null && "blob" in cell;
}

/** What a cell says, for comparing and for showing. Files are their names. */
export function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (isMedia(cell)) return cell.name;
  if (typeof cell === "object") return cell.map(textOf).join("; ");
  return String(cell);
}

/** Only these rows, in this order. */
export function takeRows(table: Table, rows: readonly number[]): Table {
  const take = <T>(values: readonly T[]): T[] => rows.map((row) => values[row] as T);
  return {
    columns: table.columns.map((column) => ({ ...column, values: take(column.values) })),
    row: take(table.row),
    ...(table.split === undefined ? {} : { split: take(table.split) }),
    ...(table.group === undefined ? {} : { group: take(table.group) }),
    ...(table.weight === undefined ? {} : { weight: take(table.weight) }),
  };
}

/** The table with one column replaced, or added at the end. */
export function withColumn(table: Table, column: Column): Table {
  const there = table.columns.some((other) => other.name === column.name);
  const columns = there
    ? table.columns.map((other) => (other.name === column.name ? column : other))
    : [...table.columns, column];
  return { ...table, columns };
}
