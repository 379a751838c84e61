/** English that was left on a Russian page: what the tables of words say in Russian, said in English. */
import { tables } from "../../apps/editor/src/i18n/tables.ts";
import type { Words } from "../../apps/editor/src/i18n/words.ts";

const FACT = /\{\{\w+\}\}/g;

/** Shorter ones are also names and signs. */
const SHORTEST = 4;

const patterns = Object.values(tables)
  .flatMap((words: Words) => Object.values(words))
  .flatMap((said) => englishOf(said))
  .filter((text) => text.replaceAll(FACT, "").trim().length >= SHORTEST)
  .map(patternOf);

/** @param names of the data, which are never translated */
export function englishLeft(texts: readonly string[], names: readonly string[] = []): string[] {
  return texts.filter((text) => !names.includes(text) && patterns.some((pattern) => pattern.test(text)));
}

/** Texts that are the same in both languages are names. */
function englishOf({ en, ru }: Words[string]): string[] {
  if (typeof en === "string") return en === ru ? [] : [en];
  return Object.values(en);
}

function patternOf(text: string): RegExp {
  const parts = text.split(FACT).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\d\\s.,:%]*")}$`);
}
