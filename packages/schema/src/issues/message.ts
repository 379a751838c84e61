/** What one issue code is declared with: its facts, and its words in both languages. */
import { formatNumber } from "../format-number.ts";
import type { Json } from "../json.ts";
import type { Language } from "../text.ts";

export type Facts = { readonly [name: string]: Json };

/** What happened, and what to do about it. */
export interface Message {
  readonly title: string;
  readonly fix: string;
}

export type MessageOf<F extends Facts> = { readonly [L in Language]: (facts: F) => Message };

/** A name in a fact: the person's own (a string) or ours (in both languages). */
export type Name = string | { readonly en: string; readonly ru: string };

/** Declares a code. The type argument names its facts; both languages are required. */
export function message<F extends Facts>(words: MessageOf<F>): MessageOf<F> {
  return words;
}

export function nameIn(language: Language, name: Name): string {
  return typeof name === "string" ? name : name[language];
}

export const en = (name: Name): string => nameIn("en", name);
export const ru = (name: Name): string => nameIn("ru", name);
export const enNumber = (value: number): string => formatNumber(value, "en");
export const ruNumber = (value: number): string => formatNumber(value, "ru");

const englishRules = new Intl.PluralRules("en");
const russianRules = new Intl.PluralRules("ru");

/** `counted(1, "row", "rows")` → "1 row". */
export function counted(count: number, one: string, other: string): string {
  return `${enNumber(count)} ${englishRules.select(count) === "one" ? one : other}`;
}

/** `счет(5, "строка", "строки", "строк")` → «5 строк»; fractions take the second form. */
export function countedRu(
  count: number,
  ...forms: readonly [one: string, few: string, many: string]
): string {
  return `${ruNumber(count)} ${pluralRu(count, forms)}`;
}

/** The form alone: `pluralRu(2, ["строка", "строки", "строк"])` → «строки». */
export function pluralRu(count: number, forms: readonly [one: string, few: string, many: string]): string {
  const rule = russianRules.select(count);
  if (rule === "one") return forms[0];
  return rule === "many" ? forms[2] : forms[1];
}

/** At most `limit` names in quotes, then how many more there are. */
export function listed(names: readonly Name[], language: Language, limit = 5): string {
  const quote = language === "en" ? ["“", "”"] : ["«", "»"];
  const shown = names.slice(0, limit).map((name) => `${quote[0]}${nameIn(language, name)}${quote[1]}`);
  const rest = names.length - shown.length;
  if (rest === 0) return shown.join(", ");
  return `${shown.join(", ")} ${language === "en" ? `and ${rest} more` : `и еще ${rest}`}`;
}
