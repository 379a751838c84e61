/** What the guessers look at: up to 1,000 cells spread over the column, and counts over all of it. */
import type { RawCell } from "./raw-table.ts";

export interface ColumnSample {
  readonly name: string;
  /** Texts of the sampled cells that hold something. Lists are left out. */
  readonly texts: readonly string[];
  /** Sampled cells that are lists (JSON arrays). */
  readonly lists: readonly (readonly (string | number)[])[];
  /** Over the whole column. */
  readonly filled: number;
  readonly distinct: number;
}

const SAMPLE_CELLS = 1000;
const MISSING = new Set([
  "",
  "na",
  "n/a",
  "#n/a",
  "nan",
  "null",
  "none",
  "-",
  "–",
  "—",
  "?",
  "н/д",
  "нет данных",
]);

/** What people write where there is nothing. Only columns of numbers, dates and the like read these as empty. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

export function cellText(cell: RawCell): string {
  if (cell === null) return "";
  return typeof cell === "object" ? cell.join("; ") : String(cell);
}

export function sampleColumn(name: string, cells: readonly RawCell[]): ColumnSample {
  const filled: RawCell[] = [];
  const distinct = new Set<string>();
  for (const cell of cells) {
    const text = cellText(cell);
    if (isMissing(text)) continue;
    filled.push(cell);
    distinct.add(text);
  }
  const step = Math.max(1, filled.length / SAMPLE_CELLS);
  const texts: string[] = [];
  const lists: (readonly (string | number)[])[] = [];
  for (let at = 0; at < filled.length; at += step) {
    const cell = filled[Math.floor(at)] ?? null;
    if (cell !== null && typeof cell === "object") lists.push(cell);
    else texts.push(cellText(cell));
  }
  return { name, texts, lists, filled: filled.length, distinct: distinct.size };
}

/** At least 95 % of the sampled cells, and at least one. */
export function nearlyAll(sample: ColumnSample, test: (text: string) => boolean): boolean {
  if (sample.lists.length > 0 || sample.texts.length === 0) return false;
  return sample.texts.filter(test).length >= 0.95 * sample.texts.length;
}
