/** Words of the start page. */
import type { Words } from "../i18n/words.ts";

export const startWords = {
  question: { en: "What do you want to build?", ru: "Что вы хотите построить?" },
  have: { en: "I have", ru: "У меня есть" },
  want: { en: "and want to", ru: "и я хочу" },
  photos: { en: "Photos", ru: "Фото" },
  texts: { en: "Texts", ru: "Тексты" },
  table: { en: "A spreadsheet", ru: "Таблица" },
  sort: { en: "sort them", ru: "разложить их" },
  find: { en: "find by photo or words", ru: "искать по фото или словам" },
  predict: { en: "predict a number", ru: "предсказать число" },
  build: { en: "Build this", ru: "Построить" },
  noTemplate: {
    en: "Nothing does this with this data alone. Add another kind of data or choose another wish.",
    ru: "С одними этими данными так не сделать. Добавьте данные или выберите другое.",
  },
  examples: { en: "Start from a working example", ru: "Начните с готового примера" },
  examplesText: { en: "Bring your data, or try it on the sample.", ru: "Со своими данными или на образце." },
  withSample: { en: "has a sample", ru: "есть образец" },
  taskText: { en: "what goes in and out", ru: "что на входе и на выходе" },
  encodersText: { en: "one for each kind of data", ru: "свой для каждого вида данных" },
  fusionText: { en: "how they are joined", ru: "как они соединяются" },
  dataText: { en: "pairs, labels, splits", ru: "пары, метки, части" },
  trainText: { en: "watch it learn", ru: "видно, как учится" },
  checkText: { en: "on rows it has not seen", ru: "на невиданных строках" },
  publishText: { en: "an app or an API", ru: "приложение или API" },
  recent: { en: "Recent pipelines", ru: "Недавние конвейеры" },
  all: { en: "All {{count, number}}", ru: "Все {{count, number}}" },
} satisfies Words;
