/** Reads JSON Lines (one object a line) and JSON lists of objects. */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Cancelled } from "@fuseline/schema";
import { userError } from "../issues.ts";
import { cleanText, MAX_ROWS, type RawCell, type RawTable, uniqueNames } from "./raw-table.ts";

export interface JsonTable extends RawTable {
  /** Lines (from 1) that hold no object. */
  readonly unreadable: readonly number[];
}

type JsonRow = ReadonlyMap<string, RawCell>;
const MAX_LIST_BYTES = 256 * 1024 * 1024;

/** @throws UserError `file-unreadable` when not one line can be read */
export async function readJsonLines(
  path: string,
  options: { name: string; signal?: AbortSignal },
): Promise<JsonTable> {
  const lines = createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const collected = new Collected(options.name);
  let line = 0;
  for await (const text of lines) {
    line++;
    if (line % 1000 === 0 && options.signal?.aborted) throw new Cancelled();
    if (text.trim() === "" || (line === 1 && text === "\ufeff")) continue;
    if (line === 1 && text.replace("\ufeff", "").trimStart().startsWith("[")) {
      lines.close();
      return readList(path, options.name);
    }
    collected.add(line, parseObject(text.replace(/^\ufeff/, "")));
  }
  return collected.table();
}

async function readList(path: string, name: string): Promise<JsonTable> {
  if ((await stat(path)).size > MAX_LIST_BYTES) {
    throw userError({ code: "table-too-large", facts: { file: name, limit: MAX_LIST_BYTES } });
  }
  const collected = new Collected(name);
  const text = (await readFile(path, "utf8")).replace(/^\ufeff/, "");
  for (const [index, value] of parseList(text, name).entries()) collected.add(index + 1, objectRow(value));
  return collected.table();
}

function parseList(text: string, name: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch (error) {
    throw userError({ code: "file-unreadable", facts: { file: name } }, error);
  }
  throw userError({ code: "file-unreadable", facts: { file: name } });
}

class Collected {
  private readonly columns = new Map<string, number>();
  private readonly rows: JsonRow[] = [];
  private readonly unreadable: number[] = [];

  constructor(private readonly name: string) {}

  add(line: number, row: JsonRow | null): void {
    if (row === null) {
      this.unreadable.push(line);
      return;
    }
    if (this.rows.length >= MAX_ROWS) {
      throw userError({ code: "table-too-large", facts: { file: this.name, limit: MAX_ROWS } });
    }
    for (const key of row.keys()) if (!this.columns.has(key)) this.columns.set(key, this.columns.size);
    this.rows.push(row);
  }

  table(): JsonTable {
    if (this.rows.length === 0 && this.unreadable.length > 0) {
      throw userError({ code: "file-unreadable", facts: { file: this.name } });
    }
    const keys = [...this.columns.keys()];
    return {
      names: uniqueNames(keys),
      rows: this.rows.map((row) => keys.map((key) => row.get(key) ?? null)),
      headerLine: 0,
      ragged: [],
      unreadable: this.unreadable,
    };
  }
}

function parseObject(text: string): JsonRow | null {
  try {
    return objectRow(JSON.parse(text));
  } catch {
    return null;
  }
}

function objectRow(value: unknown): JsonRow | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value).map(([key, cell]) => [key, rawCell(cell)]));
}

/** Lists of texts and numbers stay lists; anything deeper is kept as JSON text. */
function rawCell(value: unknown): RawCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value) && value.every((part) => typeof part === "string" || typeof part === "number")) {
    return value.map((part) => (typeof part === "string" ? cleanText(part) : part));
  }
  return JSON.stringify(value);
}
