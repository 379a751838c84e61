/** Sizes of files as people say them. */
import type { Language } from "@fuseline/schema";

const UNITS = {
  en: ["B", "KB", "MB", "GB"],
  ru: ["Б", "КБ", "МБ", "ГБ"],
} as const;

export function megabytes(bytes: number, language: Language): string {
  const power = bytes < 1 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 });
  return `${shown.format(value)}\u00a0${UNITS[language][power] ?? ""}`;
}
