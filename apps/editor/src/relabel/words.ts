/** Words of correcting labels. */
import type { Words } from "../i18n/words.ts";

export const relabelWords = {
  changeTo: { en: "Change to {{label}}", ru: "Исправить на {{label}}" },
  isRight: { en: "{{label}} is right", ru: "{{label}} — верно" },
  changedTo: { en: "changed to {{label}}", ru: "исправлено на {{label}}" },
  changed: {
    en: { one: "{{count}} label changed", other: "{{count}} labels changed" },
    ru: {
      one: "{{count}} метка исправлена",
      few: "{{count}} метки исправлены",
      many: "{{count}} меток исправлено",
    },
  },
  cost: {
    en: "Photos and texts that were read already are reused; only the training runs again.",
    ru: "Прочитанные фото и тексты возьмем готовыми, заново идет только обучение.",
  },
  undo: { en: "Undo", ru: "Отменить" },
  learnAgain: { en: "Learn again", ru: "Обучить снова" },
  starting: { en: "Starting", ru: "Запускаем" },
  noPlace: {
    en: "This pipeline has no block that sets rows aside, so corrections have no place in it.",
    ru: "В этом конвейере нет блока, который откладывает строки, поэтому правки некуда поставить.",
  },
} satisfies Words;
