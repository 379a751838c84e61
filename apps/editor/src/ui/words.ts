/** Words of components that every page uses. */
import type { Words } from "../i18n/words.ts";

export const uiWords = {
  loading: { en: "Loading", ru: "Загрузка" },
  tryAgain: { en: "Try again", ru: "Повторить" },
  unreachableTitle: { en: "The server does not answer", ru: "Сервер не отвечает" },
  unreachableText: {
    en: "Check that Fuseline is still running in its terminal, then try again.",
    ru: "Проверьте, что Fuseline еще работает в своем терминале, и повторите.",
  },
  refusedTitle: { en: "This could not be done", ru: "Сделать это не получилось" },
  close: { en: "Close", ru: "Закрыть" },
  copy: { en: "Copy", ru: "Скопировать" },
  copied: { en: "Copied", ru: "Скопировано" },
} satisfies Words;
