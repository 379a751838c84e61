/** Recognises codes, yes/no, numbers and dates. */

import type { ColumnReading } from "./column-reading.ts";
import { type ColumnSample, cellText, isMissing, nearlyAll } from "./column-sample.ts";
import { readsAs } from "./guess-named.ts";
import { namesClass, namesCode } from "./name-words.ts";
import { parseBoolean } from "./parse-boolean.ts";
import { findDayOrder, parseDate } from "./parse-date.ts";
import { findDecimal, hasLeadingZero, parseNumber } from "./parse-number.ts";

const MAX_CLASSES = 50;

export function guessCode(sample: ColumnSample): ColumnReading | null {
  if (!nearlyAll(sample, (text) => /^[\d\s()+-]+$/.test(text) && /\d/.test(text))) return null;
  const first = sample.texts[0] ?? "";
  if (namesCode(sample.name)) {
    return readsAs("category", false, {
      en: `digits, but “${sample.name}” names things rather than measures them, for example ${first}`,
      ru: `цифры, но «${sample.name}» — это обозначение, а не величина, например ${first}`,
    });
  }
  const zero = sample.texts.find(hasLeadingZero);
  if (zero !== undefined) {
    return readsAs("category", false, {
      en: `a code: some values begin with zero, for example ${zero}`,
      ru: `код: есть значения с нулем в начале, например ${zero}`,
    });
  }
  if (!namesClass(sample.name) || sample.distinct > MAX_CLASSES || sample.distinct * 2 > sample.filled)
    return null;
  return readsAs("category", false, {
    en: `${sample.distinct} different whole numbers, and “${sample.name}” names a class`,
    ru: `разных целых чисел: ${sample.distinct}, а «${sample.name}» — это название класса`,
  });
}

export function guessBoolean(sample: ColumnSample): ColumnReading | null {
  if (!nearlyAll(sample, (text) => parseBoolean(text) !== null)) return null;
  return {
    ...readsAs("boolean", false, {
      en: `only yes or no, for example ${sample.texts[0]}`,
      ru: `только да или нет, например ${sample.texts[0]}`,
    }),
    read: (cell) => parseBoolean(cellText(cell)),
  };
}

export function guessNumber(sample: ColumnSample): ColumnReading | null {
  const decimal = findDecimal(sample.texts);
  if (!nearlyAll(sample, (text) => parseNumber(text, decimal) !== null)) return null;
  const commas =
    decimal === "," ? { en: ", with a decimal comma", ru: ", с десятичной запятой" } : { en: "", ru: "" };
  return {
    ...readsAs("number", false, {
      en: `numbers${commas.en}, for example ${sample.texts[0]}`,
      ru: `числа${commas.ru}, например ${sample.texts[0]}`,
    }),
    read: (cell) => {
      if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
      const text = cellText(cell);
      // A number from JSON or a workbook always has a decimal point; only texts follow the column's habit.
      return isMissing(text) ? null : parseNumber(text, decimal);
    },
  };
}

export function guessDate(sample: ColumnSample): ColumnReading | null {
  const { order, certain } = findDayOrder(sample.texts);
  if (!nearlyAll(sample, (text) => parseDate(text, order) !== null)) return null;
  const how = {
    en: `${order === "day-first" ? "day first" : "month first"}${certain ? "" : " (assumed)"}`,
    ru: `${order === "day-first" ? "сначала день" : "сначала месяц"}${certain ? "" : " (предположительно)"}`,
  };
  const iso = sample.texts.every((text) => /^\d{4}/.test(text.trim()));
  return {
    ...readsAs("date", false, {
      en: `dates${iso ? "" : `, ${how.en}`}, for example ${sample.texts[0]}`,
      ru: `даты${iso ? "" : `, ${how.ru}`}, например ${sample.texts[0]}`,
    }),
    read: (cell) => parseDate(cellText(cell), order),
  };
}
