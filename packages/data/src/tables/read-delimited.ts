/** Reads CSV, TSV and their kin from a stream, whatever the encoding, the delimiter and the quoting. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { Cancelled } from "@fuseline/schema";
import { CsvError, parse } from "csv-parse";
import iconv from "iconv-lite";
import { userError } from "../issues.ts";
import { type Delimiter, findDelimiter } from "./delimiter.ts";
import { decodeText, type Encoding } from "./encoding.ts";
import { cleanText, MAX_ROWS } from "./raw-table.ts";
import type { RowOnLine } from "./shape-rows.ts";

export interface DelimitedOptions {
  readonly name: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter | "auto";
  readonly signal?: AbortSignal;
}

const SAMPLE_BYTES = 1 << 18;

export async function readDelimited(
  path: string,
  options: DelimitedOptions,
): Promise<{ rows: RowOnLine[]; delimiter: Delimiter }> {
  const delimiter =
    options.delimiter === "auto" ? findDelimiter(await readStart(path, options.encoding)) : options.delimiter;
  try {
    return { rows: await parseFile(path, { ...options, delimiter, quote: '"' }), delimiter };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that never closes swallows the rest of the file; read again with quotes as ordinary signs.
    return { rows: await parseFile(path, { ...options, delimiter, quote: null }), delimiter };
  }
}

async function readStart(path: string, encoding: Encoding): Promise<string> {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await file.read(bytes, 0, SAMPLE_BYTES, 0);
    const text = decodeText(bytes.subarray(0, bytesRead), encoding);
    const lastLine = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    return bytesRead < SAMPLE_BYTES || lastLine < 1 ? text : text.slice(0, lastLine);
  } finally {
    await file.close();
  }
}

type ParseSettings = DelimitedOptions & { readonly delimiter: Delimiter; readonly quote: string | null };

async function parseFile(path: string, settings: ParseSettings): Promise<RowOnLine[]> {
  const rows: RowOnLine[] = [];
  const parser = parse({
    delimiter: settings.delimiter,
    quote: settings.quote,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const collect = async (
    records: AsyncIterable<{ record: string[]; info: { lines: number } }>,
  ): Promise<void> => {
    for await (const { record, info } of records) {
      if (rows.length >= MAX_ROWS) {
        throw userError({ code: "table-too-large", facts: { file: settings.name, limit: MAX_ROWS } });
      }
      rows.push({ line: info.lines, cells: record.map(cleanText) });
    }
  };
  try {
    const decode = iconv.decodeStream(settings.encoding);
    const stop = settings.signal === undefined ? {} : { signal: settings.signal };
    await pipeline(createReadStream(path), decode, parser, collect, stop);
  } catch (error) {
    if (settings.signal?.aborted) throw new Cancelled();
    throw error;
  }
  return rows;
}
