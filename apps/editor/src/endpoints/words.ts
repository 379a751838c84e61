/** Words of the list of published endpoints. */
import type { Words } from "../i18n/words.ts";

export const endpointsWords = {
  empty: { en: "Nothing is published yet", ru: "Пока ничего не опубликовано" },
  emptyText: {
    en: "Open a finished run and publish its model: your shop, site or bot can then call it.",
    ru: "Откройте завершенный запуск и опубликуйте модель: ее смогут вызывать ваш магазин, сайт или бот.",
  },
  toRuns: { en: "To the runs", ru: "К запускам" },
} satisfies Words;
