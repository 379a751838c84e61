/** Turns the tables into what i18next reads: one flat table per language, plural forms as `key_form`. */
import type { Language } from "@fuseline/schema";
import type { Words } from "./words.ts";

type FlatWords = { readonly [key: string]: string };

export function flatWords(words: Words, language: Language): FlatWords {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, said]) => {
      const value = said[language];
      return typeof value === "string"
        ? [[key, value]]
        : Object.entries(value).map(([form, text]) => [`${key}_${form}`, text]);
    }),
  );
}

export function resourcesOf(tables: { readonly [namespace: string]: Words }, language: Language) {
  return Object.fromEntries(
    Object.entries(tables).map(([namespace, words]) => [namespace, flatWords(words, language)]),
  );
}
