/** How sure a model is, as people read it: two digits, and never a certainty that no model has. */
import type { Language } from "@fuseline/schema";

const FORMATS: { readonly [L in Language]: Intl.NumberFormat } = {
  en: new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  ru: new Intl.NumberFormat("ru", { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
};

/** @param probability 0 to 1 */
export function probabilityWords(probability: number, language: Language): string {
  const format = FORMATS[language];
  if (probability > 0.995) return `> ${format.format(0.99)}`;
  if (probability < 0.005) return `< ${format.format(0.01)}`;
  return format.format(probability);
}
