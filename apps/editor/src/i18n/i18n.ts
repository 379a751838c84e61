/** Starts i18next with the tables of both languages; they are small, so nothing is loaded later. */
import type { Language } from "@fuseline/schema";
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { firstLanguage, rememberLanguage } from "./language.ts";
import { resourcesOf } from "./resources.ts";
import { tables } from "./tables.ts";

export function startWords(): void {
  const language = firstLanguage();
  document.documentElement.lang = language;
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: "app",
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: resourcesOf(tables, "en"), ru: resourcesOf(tables, "ru") },
  });
}

export function currentLanguage(): Language {
  return i18next.language === "ru" ? "ru" : "en";
}

/** The language in which a component speaks; it renders again when the person changes it. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === "ru" ? "ru" : "en";
}

export function changeLanguage(language: Language): void {
  rememberLanguage(language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
