/** Reads a spreadsheet of any common format into a typed table, and says what it understood. */
import { open } from "node:fs/promises";
import { type Cell, type Issue, type Modality, type Table, type Text, UserError } from "@fuseline/schema";
import { makeIssue, userError } from "../issues.ts";
import { cellText } from "./column-sample.ts";
import type { Delimiter } from "./delimiter.ts";
import { type Encoding, findEncoding } from "./encoding.ts";
import { guessColumn } from "./guess-column.ts";
import { extensionOf } from "./media-path.ts";
import { columnCells, type RawTable } from "./raw-table.ts";
import { readDelimited } from "./read-delimited.ts";
import { readJsonLines } from "./read-json-lines.ts";
import { readWorkbook } from "./read-workbook.ts";
import { contentId, uniqueIds } from "./row-id.ts";
import { shapeRows } from "./shape-rows.ts";
import { textOf } from "./table-columns.ts";

export interface ReadTableOptions {
  /** The file's name, for its format and for messages. */
  readonly name: string;
  /** Page of a workbook; "first": the first that holds something. */
  readonly sheet?: string;
  /** Line that holds the names, from 1; 0: none. */
  readonly header?: number | "auto";
  readonly delimiter?: Delimiter | "auto";
  readonly encoding?: Encoding | "auto";
  readonly signal?: AbortSignal;
}

export interface ColumnSummary {
  readonly name: string;
  readonly modality: Modality;
  readonly several: boolean;
  /** Why it was taken for this. */
  readonly reason: Text;
  readonly distinct: number;
  readonly missing: number;
  /** Up to three different values. */
  readonly examples: readonly string[];
}

export interface TableReading {
  readonly table: Table;
  readonly columns: readonly ColumnSummary[];
  /** Warnings: what was assumed and what did not fit. */
  readonly issues: readonly Issue[];
  readonly details: TableDetails;
}

export interface TableDetails {
  readonly format: "csv" | "jsonl" | "xlsx";
  readonly headerLine: number;
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly sheet?: string;
  readonly sheets?: readonly string[];
}

const LISTED_ROWS = 20;

/**
 * @param path the file's bytes, for example a blob's
 * @throws UserError `file-unreadable`, `file-unsupported`, `table-empty`, `table-too-large` …, and Cancelled
 */
export async function readTable(path: string, options: ReadTableOptions): Promise<TableReading> {
  const read = await readRaw(path, options);
  if (read.raw.rows.length === 0 || read.raw.names.length === 0) {
    throw userError({ code: "table-empty", facts: { file: options.name } });
  }
  return { ...typeColumns(read.raw, read.issues), details: read.details };
}

export type TableFormat = "csv" | "jsonl" | "xlsx" | "xls" | "parquet" | "binary";

/** PDF, PNG, JPEG, GIF, RIFF, RAR, 7z, gzip: dropped by mistake in place of a table. */
const BINARY_STARTS = ["%PDF", "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "Rar!", "7z\xbc\xaf", "\x1f\x8b"];

/** By the first bytes, then by the name. */
export async function tableFormat(path: string, name: string): Promise<TableFormat> {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.alloc(4096);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    const start = bytes.subarray(0, bytesRead);
    const head = start.toString("latin1");
    if (head.startsWith("PK\x03\x04")) return "xlsx";
    if (head.startsWith("\xd0\xcf\x11\xe0")) return "xls";
    if (head.startsWith("PAR1")) return "parquet";
    if (BINARY_STARTS.some((mark) => head.startsWith(mark))) return "binary";
    const named = ["jsonl", "ndjson", "json"].includes(extensionOf(name));
    return named || /^\ufeff?\s*\{"/.test(start.toString("utf8")) ? "jsonl" : "csv";
  } finally {
    await file.close();
  }
}

interface RawReading {
  readonly raw: RawTable;
  readonly issues: readonly Issue[];
  readonly details: TableDetails;
}

async function readRaw(path: string, options: ReadTableOptions): Promise<RawReading> {
  const format = await tableFormat(path, options.name);
  switch (format) {
    case "csv":
      return readText(path, options);
    case "jsonl": {
      const raw = await readJsonLines(path, options);
      const issues =
        raw.unreadable.length === 0 ? [] : [linesIssue("lines-unreadable", options.name, raw.unreadable)];
      return { raw, issues, details: { format, headerLine: 0 } };
    }
    case "xlsx": {
      const { rows, sheet, sheets } = await readWorkbook(path, {
        name: options.name,
        sheet: options.sheet ?? "first",
      });
      const raw = shapeRows(rows, options.header ?? "auto");
      return { raw, issues: [], details: { format, headerLine: raw.headerLine, sheet, sheets } };
    }
    case "xls":
    case "parquet":
    case "binary":
      throw userError({ code: "file-unsupported", facts: { file: options.name, format } });
  }
}

async function readText(path: string, options: ReadTableOptions): Promise<RawReading> {
  const chosen = options.encoding ?? "auto";
  const { encoding, guessed } =
    chosen === "auto" ? await findEncoding(path, options.signal) : { encoding: chosen, guessed: false };
  const { rows, delimiter } = await readDelimited(path, {
    name: options.name,
    encoding,
    delimiter: options.delimiter ?? "auto",
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const raw = shapeRows(rows, options.header ?? "auto");
  const issues: Issue[] = [];
  if (guessed) {
    const example = rows.flatMap((row) => row.cells).find((cell) => /[^\u0020-\u007e]/.test(cellText(cell)));
    const facts = { file: options.name, encoding, example: cellText(example ?? null).slice(0, 60) };
    issues.push(makeIssue({ code: "encoding-guessed", severity: "warning", facts }));
  }
  if (raw.ragged.length > 0) issues.push(linesIssue("table-ragged", options.name, raw.ragged));
  return { raw, issues, details: { format: "csv", headerLine: raw.headerLine, encoding, delimiter } };
}

function linesIssue(
  code: "table-ragged" | "lines-unreadable",
  file: string,
  lines: readonly number[],
): Issue {
  const facts = { file, lines: lines.slice(0, LISTED_ROWS), count: lines.length };
  return makeIssue({ code, severity: "warning", facts });
}

/** Guesses every column and reads its cells; rows are named by what was written in them. */
export function typeColumns(raw: RawTable, given: readonly Issue[] = []): Omit<TableReading, "details"> {
  const issues = [...given];
  const columns: Table["columns"][number][] = [];
  const summaries: ColumnSummary[] = [];
  for (const [index, name] of raw.names.entries()) {
    const cells = columnCells(raw, index);
    const reading = guessColumn(name, cells);
    const values = cells.map(reading.read);
    columns.push({ name, modality: reading.modality, several: reading.several, values });
    summaries.push({
      ...summarise(values),
      name,
      modality: reading.modality,
      several: reading.several,
      reason: reading.reason,
    });
    issues.push(...columnIssues(name, { cells, values, reading: reading.modality }));
  }
  const order = raw.names.map((name, index) => ({ name, index })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const ids = raw.rows.map((row) => contentId(order.map(({ name, index }) => [name, row[index] ?? null])));
  return { table: { columns, row: uniqueIds(ids) }, columns: summaries, issues };
}

function columnIssues(
  column: string,
  { cells, values, reading }: { cells: readonly unknown[]; values: readonly Cell[]; reading: Modality },
): Issue[] {
  if (values.every((value) => value === null)) {
    return [makeIssue({ code: "column-empty", severity: "warning", facts: { column } })];
  }
  if (reading !== "number" && reading !== "date" && reading !== "boolean") return [];
  const rows = values.flatMap((value, row) => (value === null && (cells[row] ?? "") !== "" ? [row] : []));
  if (rows.length === 0) return [];
  const examples = [...new Set(rows.slice(0, LISTED_ROWS).map((row) => String(cells[row])))].slice(0, 3);
  const facts = { column, modality: reading, rows: rows.slice(0, LISTED_ROWS), count: rows.length, examples };
  return [makeIssue({ code: "cells-unreadable", severity: "warning", facts })];
}

export function summarise(values: readonly Cell[]): Pick<ColumnSummary, "distinct" | "missing" | "examples"> {
  const distinct = new Set<string>();
  let missing = 0;
  for (const value of values) {
    if (value === null) missing++;
    else distinct.add(textOf(value));
  }
  return { distinct: distinct.size, missing, examples: [...distinct].slice(0, 3) };
}

/** The sentence-carrying error if it is one, for callers that go on without this table. */
export function issueOf(error: unknown): Issue {
  if (error instanceof UserError) return error.issue;
  throw error;
}
