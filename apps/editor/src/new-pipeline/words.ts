/** Words of the page that turns data into a pipeline. */
import type { Words } from "../i18n/words.ts";

export const newPipelineWords = {
  title: { en: "New pipeline", ru: "Новый конвейер" },
  bringData: { en: "Bring your data", ru: "Принесите данные" },
  orSample: { en: "or try it on a sample", ru: "или попробуйте на образце" },
  sampleEmoji: { en: "Emoji", ru: "Эмодзи" },
  sampleEmojiText: {
    en: "1,911 pictures with names in English and Russian. Works without network.",
    ru: "1911 картинок с названиями на русском и английском. Работает без сети.",
  },
  sampleTwoParts: { en: "Two parts", ru: "Две части" },
  sampleTwoPartsText: {
    en: "400 drawings with a sentence; only both together give the answer.",
    ru: "400 рисунков с фразой; ответ дают только оба вместе.",
  },
  useSample: { en: "Use this sample", ru: "Взять образец" },
  yourData: { en: "Your data", ru: "Ваши данные" },
  rows: {
    en: { one: "{{count, number}} row", other: "{{count, number}} rows" },
    ru: { one: "{{count, number}} строка", few: "{{count, number}} строки", many: "{{count, number}} строк" },
  },
  otherData: { en: "Other data", ru: "Другие данные" },
  column: { en: "Column", ru: "Столбец" },
  understoodAs: { en: "Understood as", ru: "Понято как" },
  examples: { en: "For example", ru: "Например" },
  role: { en: "Used for", ru: "Роль" },
  roleOf: { en: "What {{column}} is used for", ru: "Для чего столбец {{column}}" },
  roleTarget: { en: "the answer", ru: "ответ" },
  roleInput: { en: "learns from it", ru: "учится на нем" },
  roleUnused: { en: "not used", ru: "не нужен" },
  roleGroup: { en: "keeps rows together", ru: "держит строки вместе" },
  roleId: { en: "pairs rows", ru: "объединяет в пары" },
  distinct: {
    en: { one: "{{count, number}} value", other: "{{count, number}} values" },
    ru: {
      one: "{{count, number}} значение",
      few: "{{count, number}} значения",
      many: "{{count, number}} значений",
    },
  },
  missing: { en: "{{count, number}} empty", ru: "пусто: {{count, number}}" },
  moreColumns: {
    en: { one: "Show {{count}} more column", other: "Show {{count}} more columns" },
    ru: {
      one: "Показать еще {{count}} столбец",
      few: "Показать еще {{count}} столбца",
      many: "Показать еще {{count}} столбцов",
    },
  },
  matches: { en: "Photos and rows", ru: "Фото и строки" },
  matched: {
    en: "{{matched, number}} of {{total, number}} photos found",
    ru: "найдено фото: {{matched, number}} из {{total, number}}",
  },
  allFit: { en: "Every row found its photo.", ru: "У каждой строки нашлось фото." },
  unmatched: {
    en: { one: "{{count, number}} row without a photo", other: "{{count, number}} rows without a photo" },
    ru: {
      one: "{{count, number}} строка без фото",
      few: "{{count, number}} строки без фото",
      many: "{{count, number}} строк без фото",
    },
  },
  ambiguous: {
    en: {
      one: "{{count, number}} row with several photos that fit",
      other: "{{count, number}} rows with several photos that fit",
    },
    ru: {
      one: "{{count, number}} строка, которой подходят несколько фото",
      few: "{{count, number}} строки, которым подходят несколько фото",
      many: "{{count, number}} строк, которым подходят несколько фото",
    },
  },
  broken: {
    en: {
      one: "{{count, number}} photo that cannot be opened",
      other: "{{count, number}} photos that cannot be opened",
    },
    ru: {
      one: "{{count, number}} фото не открывается",
      few: "{{count, number}} фото не открываются",
      many: "{{count, number}} фото не открываются",
    },
  },
  guessed: {
    en: {
      one: "{{count, number}} row whose photo is called a little differently",
      other: "{{count, number}} rows whose photos are called a little differently",
    },
    ru: {
      one: "{{count, number}} строка, фото которой названо немного иначе",
      few: "{{count, number}} строки, фото которых названы немного иначе",
      many: "{{count, number}} строк, фото которых названы немного иначе",
    },
  },
  tookFile: { en: "took {{file}}", ru: "взято {{file}}" },
  unusedFiles: {
    en: {
      one: "{{count, number}} photo that no row names",
      other: "{{count, number}} photos that no row names",
    },
    ru: {
      one: "{{count, number}} фото не названо ни в одной строке",
      few: "{{count, number}} фото не названы ни в одной строке",
      many: "{{count, number}} фото не названы ни в одной строке",
    },
  },
  otherTables: {
    en: {
      one: "{{count}} more table was found and not taken",
      other: "{{count}} more tables were found and not taken",
    },
    ru: {
      one: "Найдена и не взята еще {{count}} таблица",
      few: "Найдены и не взяты еще {{count}} таблицы",
      many: "Найдены и не взяты еще {{count}} таблиц",
    },
  },
  rowNumber: { en: "row {{row}}", ru: "строка {{row}}" },
  perhaps: { en: "perhaps {{file}}", ru: "может быть, {{file}}" },
  andMore: { en: "and {{count, number}} more", ru: "и еще {{count, number}}" },
  whatToBuild: { en: "What to build", ru: "Что построить" },
  answer: { en: "The answer to predict", ru: "Что предсказывать" },
  imageModel: { en: "Who reads the photos (encoder)", ru: "Кто читает фото (кодировщик)" },
  textModel: { en: "Who reads the texts (encoder)", ru: "Кто читает тексты (кодировщик)" },
  scratch: {
    en: "A small one, learnt from your data alone",
    ru: "Небольшая модель, учится только на ваших данных",
  },
  installed: { en: "on this computer", ru: "уже на компьютере" },
  toDownload: { en: "{{size}} to download", ru: "скачать {{size}}" },
  unknownSize: { en: "size not known", ru: "размер неизвестен" },
  licence: { en: "licence {{licence}}", ru: "лицензия {{licence}}" },
  commercialYes: { en: "commercial use allowed", ru: "можно в коммерческих целях" },
  commercialNo: { en: "no commercial use", ru: "нельзя в коммерческих целях" },
  commercialTerms: { en: "commercial use under terms", ru: "коммерческое использование с условиями" },
  languages: { en: "languages: {{languages}}", ru: "языки: {{languages}}" },
  scratchNote: {
    en: "A ready model usually answers far better, most of all with few rows.",
    ru: "Готовая модель обычно отвечает намного лучше, особенно если строк мало.",
  },
  understoodAndChosen: { en: "What will be built", ru: "Что получится" },
  name: { en: "Name", ru: "Имя" },
  create: { en: "Build the pipeline", ru: "Построить конвейер" },
  creating: { en: "Building", ru: "Строим" },
  megabytes: { en: "{{count, number}} MB", ru: "{{count, number}} МБ" },
} satisfies Words;
