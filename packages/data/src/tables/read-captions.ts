/** Reads lists of captions: Flickr30k's `photo.jpg#0⇥caption`, or two columns picture and caption. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Cancelled, type Table } from "@fuseline/schema";
import { makeIssue, userError } from "../issues.ts";
import { mediaKindOf } from "./media-path.ts";
import { cleanText } from "./raw-table.ts";
import { type ReadTableOptions, readTable, summarise, type TableReading } from "./read-table.ts";
import { contentId, uniqueIds } from "./row-id.ts";
import { textOf } from "./table-columns.ts";

const NUMBERED = /^(.+?)#(\d+)\t(.*)$/;

/** Whether at least 90 % of the first lines look like `name#number⇥caption`. */
export async function isNumberedCaptions(path: string): Promise<boolean> {
  let lines = 0;
  let numbered = 0;
  for await (const line of linesOf(path)) {
    if (line.trim() === "") continue;
    lines++;
    if (NUMBERED.test(line)) numbered++;
    if (lines === 50) break;
  }
  return lines > 0 && numbered >= 0.9 * lines;
}

/**
 * One row a picture: `image` (its name) and `captions` (several), in the order of the file.
 * @param options.limit rows to keep
 * @throws UserError `captions-missing` when the file holds no captions, and what `readTable` throws
 */
export async function readCaptions(
  path: string,
  options: ReadTableOptions & { limit?: number },
): Promise<TableReading> {
  const numbered = await isNumberedCaptions(path);
  const { captions, unreadable } = numbered
    ? await readNumbered(path, options)
    : await readPairs(path, options);
  const entries = [...captions].slice(0, options.limit ?? captions.size);
  const table: Table = {
    columns: [
      { name: "image", modality: "image", several: false, values: entries.map(([name]) => name) },
      { name: "captions", modality: "text", several: true, values: entries.map(([, texts]) => texts) },
    ],
    row: uniqueIds(entries.map((entry) => contentId(entry))),
  };
  const lines = { file: options.name, lines: unreadable.slice(0, 20), count: unreadable.length };
  return {
    table,
    columns: table.columns.map((column) => ({
      name: column.name,
      modality: column.modality,
      several: column.several,
      reason:
        column.name === "image"
          ? { en: "the picture each caption names", ru: "картинка, к которой относится подпись" }
          : { en: "all captions of one picture", ru: "все подписи одной картинки" },
      ...summarise(column.values),
    })),
    issues:
      unreadable.length === 0
        ? []
        : [makeIssue({ code: "lines-unreadable", severity: "warning", facts: lines })],
    details: { format: "csv", headerLine: numbered ? 0 : 1 },
  };
}

interface Captions {
  readonly captions: ReadonlyMap<string, readonly string[]>;
  readonly unreadable: readonly number[];
}

async function readNumbered(
  path: string,
  options: { name: string; signal?: AbortSignal },
): Promise<Captions> {
  const numbered = new Map<string, { order: number; text: string }[]>();
  const unreadable: number[] = [];
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    if (number % 1000 === 0 && options.signal?.aborted) throw new Cancelled();
    if (line.trim() === "") continue;
    const found = NUMBERED.exec(line);
    const text = cleanText(found?.[3] ?? "");
    if (found === null || text === "") {
      unreadable.push(number);
      continue;
    }
    const name = cleanText(found[1] ?? "");
    const texts = numbered.get(name) ?? [];
    texts.push({ order: Number(found[2]), text });
    numbered.set(name, texts);
  }
  const captions = new Map(
    [...numbered].map(([name, texts]) => [
      name,
      texts.sort((a, b) => a.order - b.order).map((one) => one.text),
    ]),
  );
  return { captions, unreadable };
}

/** Two columns: the one that names pictures, and the longest other text. */
async function readPairs(path: string, options: ReadTableOptions): Promise<Captions> {
  const { table } = await readTable(path, options);
  const image = table.columns.find((column) => column.modality === "image");
  const text = table.columns
    .filter((column) => column !== image && (column.modality === "text" || column.modality === "category"))
    .sort((a, b) => meanLength(b.values) - meanLength(a.values))[0];
  if (image === undefined || text === undefined) {
    throw userError({ code: "captions-missing", facts: { file: options.name } });
  }
  const captions = new Map<string, string[]>();
  for (const [row, cell] of image.values.entries()) {
    const name = textOf(cell).replace(/#\d+$/, "");
    const caption = textOf(text.values[row] ?? null);
    if (mediaKindOf(name) !== "image" || caption === "") continue;
    captions.set(name, [...(captions.get(name) ?? []), ...caption.split("\n")]);
  }
  return { captions, unreadable: [] };
}

function meanLength(values: readonly unknown[]): number {
  return (
    values.reduce<number>((sum, value) => sum + String(value ?? "").length, 0) / Math.max(1, values.length)
  );
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const lines = createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let first = true;
  for await (const line of lines) {
    yield first ? line.replace(/^\ufeff/, "") : line;
    first = false;
  }
}
