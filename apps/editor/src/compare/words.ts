/** Words of comparing two runs. */
import type { Words } from "../i18n/words.ts";

export const compareWords = {
  title: { en: "Compared with", ru: "Сравнение с" },
  with: { en: "Run to compare with", ru: "С каким запуском сравнить" },
  otherRows: {
    en: "That run was checked on other rows, so the numbers are not quite comparable.",
    ru: "Тот запуск проверен на других строках, поэтому числа сравнимы не вполне.",
  },
  perhapsChance: {
    en: "The intervals overlap: the difference may be chance.",
    ru: "Интервалы пересекаются: разница может быть случайной.",
  },
  changed: { en: "Changed", ru: "Изменено" },
  nothingChanged: { en: "Nothing in the pipeline was changed.", ru: "В конвейере ничего не менялось." },
  added: { en: "{{node}} added", ru: "добавлено: {{node}}" },
  removed: { en: "{{node}} removed", ru: "убрано: {{node}}" },
  setting: { en: "{{node}}: {{setting}}", ru: "{{node}}: {{setting}}" },
} satisfies Words;
