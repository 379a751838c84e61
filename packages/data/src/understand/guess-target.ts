/** Guesses which column is the answer, by its name, then by its few values. */

import { nameWords } from "../tables/name-words.ts";
import type { ColumnSummary } from "../tables/read-table.ts";
import type { ColumnGuess } from "./understanding.ts";

/** The surest first. */
const NAMES = [
  ...["label", "labels", "target", "answer", "class", "category", "метка", "ответ", "класс", "категория"],
  ...["price", "cost", "цена", "стоимость", "rating", "score", "grade", "оценка", "рейтинг", "балл"],
  ...["sentiment", "team", "topic", "digit", "defect", "diagnosis", "тема", "отдел", "дефект", "цифра"],
  ...["type", "kind", "status", "genre", "тип", "вид", "статус", "жанр"],
];
const ANSWERS: readonly string[] = ["category", "boolean", "number", "labels"];
/** More classes than this are rarely what somebody wants to sort into. */
const MAX_CLASSES = 50;

/** @param taken columns that serve another purpose (the key of files, a ready split) */
export function guessTarget(
  columns: readonly Pick<ColumnSummary, "name" | "modality" | "distinct">[],
  taken: readonly string[] = [],
): ColumnGuess | null {
  const free = columns.filter(
    ({ name, modality, distinct }) => ANSWERS.includes(modality) && distinct > 1 && !taken.includes(name),
  );
  for (const word of NAMES) {
    const named = free.find(({ name }) => isNamed(name, word));
    if (named !== undefined) {
      return {
        column: named.name,
        reason: { en: `it is called “${named.name}”`, ru: `столбец называется «${named.name}»` },
      };
    }
  }
  const few = free
    .filter(
      ({ modality, distinct }) =>
        (modality === "category" || modality === "boolean") && distinct <= MAX_CLASSES,
    )
    .sort((a, b) => a.distinct - b.distinct)[0];
  if (few === undefined) return null;
  return {
    column: few.name,
    reason: {
      en: `it has only ${few.distinct} different values`,
      ru: `в нем мало разных значений: ${few.distinct}`,
    },
  };
}

/** The last word of a name says what it is: "house price", "label_en" too. */
function isNamed(name: string, word: string): boolean {
  const words = nameWords(name).filter((one) => !/^(?:en|ru|id|name|\d+)$/.test(one));
  return words.at(-1) === word || (words.length === 1 && words[0] === word);
}
