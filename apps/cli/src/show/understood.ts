/** What was understood of a person's data, line by line. */
import type { ModelDescription } from "@fuseline/data";
import { formatNumber, type Language, MODALITY_WORDS, type Text } from "@fuseline/schema";
import type { InputUnderstood } from "@fuseline/server";
import type { Terminal } from "../terminal.ts";

/** Examples of what does not match; more would push the rest off the screen. */
const SHOWN = 5;

export function sayUnderstood(terminal: Terminal, { understanding, details }: InputUnderstood): void {
  const { language } = terminal;
  const width = Math.max(0, ...understanding.columns.map(({ name }) => name.length));
  terminal.say({ en: "Columns:", ru: "Столбцы:" });
  for (const { name, modality, several, reason, missing } of understanding.columns) {
    const kind = `${MODALITY_WORDS[modality][language]}${several ? " …" : ""}`.padEnd(12);
    const empty = missing === 0 ? "" : WORDS[language].empty(formatNumber(missing, language));
    terminal.say(`  ${name.padEnd(width)}  ${kind}  ${reason[language]}${empty}`);
  }
  if (details === null) return;
  const misses = details.unmatched.map(({ row, value }) => WORDS[language].miss(row + 1, value));
  sayList(terminal, { en: "Without a photo:", ru: "Без фото:" }, misses);
  const guesses = details.guessed.map(({ value, candidates }) => `${value} → ${candidates[0] ?? ""}`);
  sayList(terminal, { en: "Found by likeness of names:", ru: "Найдены по сходству имен:" }, guesses);
  const broken = details.broken.map(({ facts }) => String(facts.file));
  sayList(terminal, { en: "Cannot be opened:", ru: "Не открываются:" }, broken);
  sayList(
    terminal,
    { en: "Photos that no row names:", ru: "Фото, которых нет в таблице:" },
    details.unusedFiles,
  );
  sayList(terminal, { en: "Other tables, not used:", ru: "Другие таблицы, не взяты:" }, details.otherTables);
}

function sayList(terminal: Terminal, title: Text, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const more = lines.length > SHOWN ? ` … +${formatNumber(lines.length - SHOWN, terminal.language)}` : "";
  terminal.say(`${title[terminal.language]} ${lines.slice(0, SHOWN).join(", ")}${more}`);
}

export function sayModel(terminal: Terminal, model: ModelDescription): void {
  terminal.say(modelLine(model, terminal.language));
}

/** `owner/name: Apache-2.0, en, 14 MB, installed` */
function modelLine(
  { ref, licence, languages, bytes, installed }: ModelDescription,
  language: Language,
): string {
  const words = WORDS[language];
  const facts = [
    licence.id ?? words.noLicence,
    ...(licence.commercial === false
      ? [words.notCommercial]
      : licence.commercial === "terms"
        ? [words.terms]
        : []),
    ...(languages.length === 0 ? [] : [languages.join(" ")]),
    ...(bytes === null || bytes === 0
      ? []
      : [words.size(formatNumber(Math.ceil(bytes / 1_000_000), language))]),
    installed ? words.installed : words.download,
  ];
  return `${ref.hub}@${ref.revision.slice(0, 12)}: ${facts.join(", ")}${licence.note === null ? "" : `. ${licence.note[language]}`}`;
}

const WORDS = {
  en: {
    empty: (count: string) => `; ${count} empty`,
    miss: (row: number, value: string) => `row ${row} “${value}”`,
    noLicence: "licence not stated",
    notCommercial: "not for commercial use",
    terms: "commercial use under conditions",
    size: (megabytes: string) => `${megabytes} MB`,
    installed: "installed",
    download: "to be downloaded",
  },
  ru: {
    empty: (count: string) => `; пустых ${count}`,
    miss: (row: number, value: string) => `строка ${row} «${value}»`,
    noLicence: "лицензия не указана",
    notCommercial: "не для коммерческого использования",
    terms: "коммерческое использование на условиях",
    size: (megabytes: string) => `${megabytes} МБ`,
    installed: "установлена",
    download: "нужно скачать",
  },
} as const;
