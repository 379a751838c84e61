/** Words of the list of pipelines. */
import type { Words } from "../i18n/words.ts";

export const pipelinesWords = {
  empty: { en: "No pipelines yet", ru: "Конвейеров пока нет" },
  emptyText: {
    en: "Drop your files on the start page, or begin with an example.",
    ru: "Перетащите файлы на главную страницу или начните с примера.",
  },
  create: { en: "New pipeline", ru: "Новый конвейер" },
  remove: { en: "Remove {{name}}", ru: "Убрать «{{name}}»" },
  removed: { en: "{{name}} was removed from the list.", ru: "«{{name}}» больше нет в списке." },
  undo: { en: "Undo", ru: "Вернуть" },
  begin: { en: "Begin", ru: "Начать" },
} satisfies Words;
