/** Guesses what a column holds, from its name and its cells, and says why (NODES.md, load-table). */

import type { ColumnReading } from "./column-reading.ts";
import { type ColumnSample, sampleColumn } from "./column-sample.ts";
import { guessBoolean, guessCode, guessDate, guessNumber } from "./guess-measured.ts";
import { guessLists, guessMedia, readsAs } from "./guess-named.ts";
import { guessCategory, guessLabels } from "./guess-repeated.ts";
import type { RawCell } from "./raw-table.ts";

/** In order: the first that recognises the column decides. */
const GUESSES: readonly ((sample: ColumnSample) => ColumnReading | null)[] = [
  guessLists,
  guessCode,
  guessBoolean,
  guessNumber,
  guessDate,
  guessMedia,
  guessLabels,
  guessCategory,
];

export function guessColumn(name: string, cells: readonly RawCell[]): ColumnReading {
  const sample = sampleColumn(name, cells);
  if (sample.filled === 0) {
    return readsAs("text", false, { en: "every cell is empty", ru: "все ячейки пустые" });
  }
  for (const guess of GUESSES) {
    const reading = guess(sample);
    if (reading !== null) return reading;
  }
  return readsAs("text", false, {
    en: `${sample.distinct} different texts in ${sample.filled} rows`,
    ru: `разных текстов: ${sample.distinct}, строк: ${sample.filled}`,
  });
}
