/** One way to read cells, whether rows come from a stored table or from a request to an endpoint. */
import type { Storage } from "@fuseline/data";
import type { Cell, MediaCell, Table } from "@fuseline/schema";

/** Bytes that came with a request instead of from storage. */
export interface InlineMedia {
  readonly name: string;
  readonly bytes: Uint8Array;
}
export type RequestValue = Cell | InlineMedia | readonly InlineMedia[];
/** A row of a request: column name → value. */
export type RequestRow = { readonly [column: string]: RequestValue };

export interface Media {
  readonly name: string;
  /** Content id of stored bytes; null for those that came with a request. */
  readonly blob: string | null;
  bytes(): Promise<Uint8Array>;
}

export interface RowReader {
  readonly count: number;
  texts(column: string, row: number): readonly string[];
  /** Null where the cell is empty. */
  scalar(column: string, row: number): string | number | boolean | null;
  media(column: string, row: number): readonly Media[];
}

export function isMediaCell(value: unknown): value is MediaCell {
  return typeof value === "object" && value !== null && "blob" in value && "name" in value;
}

export function isInlineMedia(value: unknown): value is InlineMedia {
  return typeof value === "object" && value !== null && "bytes" in value && "name" in value;
}

function cellTexts(value: RequestValue | undefined): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => cellTexts(item as RequestValue));
  if (typeof value === "object") return [];
  const text = String(value).trim();
  return text === "" ? [] : [text];
}

function cellScalar(value: RequestValue | undefined): string | number | boolean | null {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return cellTexts(value)[0] ?? null;
}

function cellMedia(value: RequestValue | undefined, storage: Storage): readonly Media[] {
  if (value === null || value === undefined) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item): Media[] => {
    if (isInlineMedia(item)) return [{ name: item.name, blob: null, bytes: async () => item.bytes }];
    if (isMediaCell(item))
      return [{ name: item.name, blob: item.blob, bytes: () => storage.readBytes(item.blob) }];
    return [];
  });
}

function reader(
  count: number,
  storage: Storage,
  cell: (column: string, row: number) => RequestValue | undefined,
): RowReader {
  return {
    count,
    texts: (column, row) => cellTexts(cell(column, row)),
    scalar: (column, row) => cellScalar(cell(column, row)),
    media: (column, row) => cellMedia(cell(column, row), storage),
  };
}

export function tableReader(table: Table, storage: Storage): RowReader {
  const columns = new Map(table.columns.map((column) => [column.name, column.values]));
  return reader(table.row.length, storage, (column, row) => columns.get(column)?.[row]);
}

/** Some rows of a reader, as if there were no others. */
export function rowsOf(reader: RowReader, rows: readonly number[]): RowReader {
  const at = (row: number): number => rows[row] ?? -1;
  return {
    count: rows.length,
    texts: (column, row) => reader.texts(column, at(row)),
    scalar: (column, row) => reader.scalar(column, at(row)),
    media: (column, row) => reader.media(column, at(row)),
  };
}

export function requestReader(rows: readonly RequestRow[], storage: Storage): RowReader {
  return reader(rows.length, storage, (column, row) => rows[row]?.[column]);
}
