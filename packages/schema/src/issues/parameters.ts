/** Words for parameters that a node cannot work with. */
import type { Text } from "../text.ts";
import { en, listed, message, ru } from "./message.ts";

type Words = { readonly en: Text["en"]; readonly ru: Text["ru"] };

export const PARAMETER_CODES = {
  "param-invalid": message<{ label: Words; value: string; expected: Words; min?: number; max?: number }>({
    en: (f) => ({ title: `“${en(f.label)}” is ${f.value}.`, fix: `It takes ${en(f.expected)}.` }),
    ru: (f) => ({
      title: `«${ru(f.label)}»: сейчас ${f.value}.`,
      fix: `Здесь может быть ${ru(f.expected)}.`,
    }),
  }),
  "param-missing": message<{ label: Words; expected: Words }>({
    en: (f) => ({ title: `“${en(f.label)}” is empty.`, fix: `Give ${en(f.expected)}.` }),
    ru: (f) => ({ title: `Поле «${ru(f.label)}» пустое.`, fix: `Укажите: ${ru(f.expected)}.` }),
  }),
  "param-unknown": message<{ name: string; known: readonly string[] }>({
    en: (f) => ({
      title: `There is no setting “${f.name}” here.`,
      fix: f.known.length === 0 ? "This block has no settings." : `Use one of ${listed(f.known, "en", 20)}.`,
    }),
    ru: (f) => ({
      title: `Здесь нет настройки «${f.name}».`,
      fix: f.known.length === 0 ? "У этого блока нет настроек." : `Есть такие: ${listed(f.known, "ru", 20)}.`,
    }),
  }),
};
