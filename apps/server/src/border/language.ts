/** Which of our two languages a request asks for. */
import type { Language } from "@fuseline/schema";

/** The first of ours in `Accept-Language`; English when neither is there. Weights follow the order in practice. */
export function requestLanguage(accept: string | undefined): Language {
  const first = /\b(en|ru)\b/i.exec(accept ?? "")?.[1];
  return first?.toLowerCase() === "ru" ? "ru" : "en";
}
