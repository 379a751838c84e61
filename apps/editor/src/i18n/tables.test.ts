import { describe, expect, it } from "vitest";
import { flatWords } from "./resources.ts";
import { tables } from "./tables.ts";
import type { CountedText, Words } from "./words.ts";

const all = Object.entries(tables).flatMap(([namespace, words]) =>
  Object.entries(words as Words).map(([key, said]) => ({ name: `${namespace}:${key}`, said })),
);
const isCounted = (said: Words[string]): said is CountedText => typeof said.en !== "string";
const texts = (said: Words[string], language: "en" | "ru"): string[] => {
  const value = said[language];
  return typeof value === "string" ? [value] : Object.values(value);
};
const names = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? "").sort();

describe("words of the interface", () => {
  it("are said in both languages", () => {
    expect(all.length).toBeGreaterThan(40);
    for (const { name, said } of all)
      for (const language of ["en", "ru"] as const)
        for (const text of texts(said, language)) expect(text.trim(), `${name} in ${language}`).not.toBe("");
  });

  it("name the same facts in both languages", () => {
    for (const { name, said } of all) {
      const facts = new Set(texts(said, "en").map((text) => names(text).join()));
      expect(new Set(texts(said, "ru").map((text) => names(text).join())), name).toEqual(facts);
    }
  });

  it("are Russian in Russian, and keep to the house's spelling", () => {
    for (const { name, said } of all) {
      if (isCounted(said)) continue;
      const latinOnly = !/[а-я]/i.test(said.ru);
      // Names and terms that are the same in both languages.
      if (latinOnly) expect(said.ru, name).toBe(said.en);
      expect(said.ru, `${name}: е, not ё`).not.toMatch(/ё/i);
      expect(said.en, `${name}: no exclamation marks`).not.toMatch(/!/);
    }
  });

  it("have every plural form that the rules of a language ask for", () => {
    const counts = [0, 1, 2, 5, 11, 21, 22, 101];
    for (const { name, said } of all.filter(({ said }) => isCounted(said)))
      for (const language of ["en", "ru"] as const) {
        const flat = flatWords({ key: said }, language);
        for (const count of counts)
          expect(flat[`key_${new Intl.PluralRules(language).select(count)}`], name).toBeDefined();
      }
  });
});
