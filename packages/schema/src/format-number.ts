/** Numbers as people of each language write them: `1,240` and `0.91`; `1 240` and `0,91`. */
import type { Language } from "./text.ts";

const FORMATS: { readonly [L in Language]: Intl.NumberFormat } = {
  en: new Intl.NumberFormat("en", { maximumSignificantDigits: 6 }),
  ru: new Intl.NumberFormat("ru", { maximumSignificantDigits: 6 }),
};

export function formatNumber(value: number, language: Language): string {
  // Minus zero is zero to a person.
  return FORMATS[language].format(value === 0 ? 0 : value);
}
