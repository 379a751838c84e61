/** Words of the list of runs. */
import type { Words } from "../i18n/words.ts";

export const runsWords = {
  empty: { en: "Nothing has run yet", ru: "Еще ничего не запускали" },
  emptyText: {
    en: "Open a pipeline and press Run; what it does appears here.",
    ru: "Откройте конвейер и нажмите «Запустить»; все запуски появятся здесь.",
  },
  toPipelines: { en: "To the pipelines", ru: "К конвейерам" },
  upToBlock: { en: "up to one block", ru: "до одного блока" },
  queued: { en: "Waiting", ru: "Ждет" },
  running: { en: "Running", ru: "Идет" },
  paused: { en: "Paused", ru: "Пауза" },
  succeeded: { en: "Done", ru: "Готово" },
  failed: { en: "Failed", ru: "Ошибка" },
  cancelled: { en: "Cancelled", ru: "Отменен" },
  interrupted: { en: "Interrupted", ru: "Прерван" },
} satisfies Words;
