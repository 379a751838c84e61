/** Reads one page of an XLSX workbook. */
import readWorkbookFile from "read-excel-file/node";
import { checkArchive } from "../files/check-archive.ts";
import { userError } from "../issues.ts";
import { cleanText, MAX_ROWS, type RawCell } from "./raw-table.ts";
import type { RowOnLine } from "./shape-rows.ts";

/** A workbook is unpacked in memory, so what it unpacks to is limited. */
const MAX_UNPACKED = 1024 * 1024 * 1024;

export interface Workbook {
  readonly rows: RowOnLine[];
  /** The page that was read, and all there are. */
  readonly sheet: string;
  readonly sheets: readonly string[];
}

/** @throws UserError `file-unreadable`, `archive-unsafe`, `sheet-missing` or `table-too-large` */
export async function readWorkbook(
  path: string,
  options: { name: string; sheet: string },
): Promise<Workbook> {
  await checkArchive(path, { name: options.name, maxBytes: MAX_UNPACKED });
  const pages = await openPages(path, options.name);
  const sheets = pages.map((page) => page.sheet);
  // Without a choice: the first page that holds something.
  const page =
    options.sheet === "first"
      ? (pages.find((one) => one.data.length > 1) ?? pages[0])
      : pages.find((one) => one.sheet === options.sheet);
  if (page === undefined) {
    throw userError({ code: "sheet-missing", facts: { file: options.name, sheet: options.sheet, sheets } });
  }
  if (page.data.length > MAX_ROWS) {
    throw userError({ code: "table-too-large", facts: { file: options.name, limit: MAX_ROWS } });
  }
  const rows = page.data.map((cells, index) => ({ line: index + 1, cells: cells.map(rawCell) }));
  return { rows, sheet: page.sheet, sheets };
}

async function openPages(path: string, name: string): Promise<{ sheet: string; data: unknown[][] }[]> {
  try {
    return await readWorkbookFile(path);
  } catch (error) {
    throw userError({ code: "file-unreadable", facts: { file: name } }, error);
  }
}

/** A date without a time of day is written as a date alone. */
function rawCell(value: unknown): RawCell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    return value
      .toISOString()
      .slice(0, 19)
      .replace(/T00:00:00$/, "");
  }
  if (typeof value === "number" || typeof value === "boolean") return value;
  return cleanText(String(value));
}
