/** Counted things on cards, by the plural rules of each language. */
import type { Language } from "@fuseline/schema";

const FORMS = {
  file: { en: { one: "file", other: "files" }, ru: { one: "файл", few: "файла", many: "файлов" } },
  column: {
    en: { one: "column", other: "columns" },
    ru: { one: "столбец", few: "столбца", many: "столбцов" },
  },
  row: { en: { one: "row", other: "rows" }, ru: { one: "строка", few: "строки", many: "строк" } },
  edit: {
    en: { one: "correction", other: "corrections" },
    ru: { one: "исправление", few: "исправления", many: "исправлений" },
  },
} as const;

export function countWords(thing: keyof typeof FORMS, count: number, language: Language): string {
  const forms: { readonly [rule: string]: string } = FORMS[thing][language];
  const form = new Intl.PluralRules(language).select(count);
  return `${count.toLocaleString(language)} ${forms[form] ?? forms.other ?? forms.many ?? ""}`;
}
