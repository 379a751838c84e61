/** Words of the list of pipelines. */
import type { Words } from "../i18n/words.ts";

export const pipelinesWords = {
  title: { en: "Pipelines", ru: "Конвейеры" },
  empty: { en: "No pipelines yet", ru: "Конвейеров пока нет" },
  emptyText: {
    en: "Drop your files on the start page, or begin with an example.",
    ru: "Перетащите файлы на главную страницу или начните с примера.",
  },
  begin: { en: "Begin", ru: "Начать" },
} satisfies Words;
