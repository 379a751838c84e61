/** The language of the interface: chosen, remembered, else the browser's. */
import type { Language } from "@fuseline/schema";

export const LANGUAGES: readonly Language[] = ["en", "ru"];
const STORED = "fuseline.language";

export function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "en" || stored === "ru") return stored;
  return navigator.language.toLowerCase().startsWith("ru") ? "ru" : "en";
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
}
