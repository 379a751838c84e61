/** Recognises columns whose values repeat: categories and lists of labels. */

import type { ColumnReading } from "./column-reading.ts";
import { type ColumnSample, cellText, isMissing } from "./column-sample.ts";
import { readsAs } from "./guess-named.ts";
import { findLabelSeparator, splitLabels } from "./labels.ts";

const MAX_VALUES = 50;
const MAX_SHARE = 0.05;
/** Names of classes are short: values of more words or characters, on average, are sentences that happen to repeat. */
const MAX_WORDS = 4;
const MAX_CHARACTERS = 60;

export function guessLabels(sample: ColumnSample): ColumnReading | null {
  if (sample.lists.length > 0) return null;
  const separator = findLabelSeparator(sample.texts);
  if (separator === null) return null;
  return {
    ...readsAs("labels", true, {
      en: `several labels in a cell, parted by “${separator}”, for example ${sample.texts[0]}`,
      ru: `несколько меток в ячейке через «${separator}», например ${sample.texts[0]}`,
    }),
    read: (cell) => {
      const labels = splitLabels(cellText(cell), separator);
      return labels.length === 0 ? null : labels;
    },
  };
}

/** At most 50 values that repeat, or at most 5 % of the rows. */
export function guessCategory(sample: ColumnSample): ColumnReading | null {
  const { distinct, filled } = sample;
  const few = distinct <= MAX_VALUES && distinct * 2 <= filled;
  const share = distinct <= filled * MAX_SHARE;
  if (sample.lists.length > 0 || !(few || share)) return null;
  const words = mean(sample.texts.map((text) => text.trim().split(/\s+/).length));
  if (words > MAX_WORDS || mean(sample.texts.map((text) => text.length)) > MAX_CHARACTERS) return null;
  return {
    ...readsAs("category", false, {
      en: `${distinct} different values in ${filled} rows`,
      ru: `разных значений: ${distinct}, строк: ${filled}`,
    }),
    read: (cell) => {
      const text = cellText(cell);
      return isMissing(text) ? null : text;
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
