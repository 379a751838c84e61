/** What can be wrong when a pipeline is made from a template and a person's data. */
import { en, listed, message, type Name, ru } from "./message.ts";

export const TEMPLATE_CODES = {
  "template-unknown": message<{ template: string; known: readonly string[] }>({
    en: (f) => ({
      title: `There is no template “${f.template}”.`,
      fix: `Choose one of ${listed(f.known, "en", 20)}.`,
    }),
    ru: (f) => ({ title: `Шаблона «${f.template}» нет.`, fix: `Есть такие: ${listed(f.known, "ru", 20)}.` }),
  }),
  "inputs-missing": message<{ wanted: Name; known: readonly string[] }>({
    en: (f) => ({
      title: `There is nothing to learn from: this template needs ${en(f.wanted)}.`,
      fix: `Name the columns to use, or choose another template. Columns found: ${listed(f.known, "en", 12)}.`,
    }),
    ru: (f) => ({
      title: `Учиться не на чем: шаблону нужны ${ru(f.wanted)}.`,
      fix: `Назовите нужные столбцы или выберите другой шаблон. Найдены столбцы: ${listed(f.known, "ru", 12)}.`,
    }),
  }),
  "column-unsuitable": message<{ column: string; given: Name; wanted: Name }>({
    en: (f) => ({
      title: `The column “${f.column}” holds ${en(f.given)}; here ${en(f.wanted)} are needed.`,
      fix: "Choose another column, or another template.",
    }),
    ru: (f) => ({
      title: `В столбце «${f.column}» ${ru(f.given)}, а нужны ${ru(f.wanted)}.`,
      fix: "Выберите другой столбец или другой шаблон.",
    }),
  }),
  "setting-unknown": message<{ setting: string; known: readonly string[] }>({
    en: (f) => ({
      title: `“${f.setting}” names no block of this pipeline.`,
      fix: `Write block.parameter; blocks: ${listed(f.known, "en", 40)}.`,
    }),
    ru: (f) => ({
      title: `«${f.setting}» не относится ни к одному блоку конвейера.`,
      fix: `Пишите блок.параметр; блоки: ${listed(f.known, "ru", 40)}.`,
    }),
  }),
  "setting-ambiguous": message<{ setting: string; nodes: readonly string[] }>({
    en: (f) => ({
      title: `“${f.setting}” could mean several blocks.`,
      fix: `Name one of ${listed(f.nodes, "en", 20)}.`,
    }),
    ru: (f) => ({
      title: `«${f.setting}» может относиться к нескольким блокам.`,
      fix: `Назовите один из: ${listed(f.nodes, "ru", 20)}.`,
    }),
  }),
};
