/** EN | RU in the top bar. */
import { useTranslation } from "react-i18next";
import { changeLanguage, useLanguage } from "../i18n/i18n.ts";
import { LANGUAGES } from "../i18n/language.ts";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const current = useLanguage();
  return (
    <fieldset className="lang" aria-label={t("language")}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => changeLanguage(language)}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
