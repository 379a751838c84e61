/** Help texts in both languages. */
import type { Text } from "@fuseline/schema";

export const HELP = {
  program: {
    en: "Build, run and publish multimodal models from a drawn pipeline.",
    ru: "Собирайте, обучайте и публикуйте мультимодальные модели по схеме.",
  },
  new: { en: "Make a pipeline file from your data.", ru: "Сделать файл схемы по вашим данным." },
  template: {
    en: "sort-products, find-pictures or price-home",
    ru: "sort-products, find-pictures или price-home",
  },
  data: {
    en: "folder, ZIP or table with your data; “emoji” is the bundled sample",
    ru: "папка, ZIP или таблица с данными; «emoji» — встроенный пример",
  },
  target: { en: "column to predict", ru: "столбец, который надо предсказывать" },
  inputs: {
    en: "columns to learn from, with commas between them",
    ru: "столбцы, по которым учиться, через запятую",
  },
  model: {
    en: "ready model: image=OWNER/NAME or text=OWNER/NAME; may be given twice",
    ru: "готовая модель: image=OWNER/NAME или text=OWNER/NAME; можно дважды",
  },
  seed: {
    en: "number that decides every random choice",
    ru: "число, от которого зависит каждый случайный выбор",
  },
  set: {
    en: "setting of a block: NODE.PARAM=VALUE; may be given many times",
    ru: "настройка блока: NODE.PARAM=VALUE; можно много раз",
  },
  out: { en: "file to write", ru: "файл для записи" },
  run: {
    en: "Run a pipeline file and show how it learns.",
    ru: "Запустить файл схемы и показать, как она учится.",
  },
  pipeline: { en: "pipeline file", ru: "файл схемы" },
  json: { en: "the last line of standard output is JSON", ru: "последняя строка вывода — JSON" },
  publish: { en: "Publish a finished run as an API.", ru: "Опубликовать завершенный запуск как API." },
  runId: { en: "number of the run, or “last”", ru: "номер запуска или «last»" },
  name: {
    en: "last part of the address: small letters, digits, hyphens",
    ru: "последняя часть адреса: строчные латинские буквы, цифры, дефисы",
  },
  export: {
    en: "Write the trained model of a run as files for other programs.",
    ru: "Записать обученную модель запуска файлами для других программ.",
  },
  format: {
    en: "onnx: the whole model, ready to run; safetensors: its trained weights only",
    ru: "onnx — вся модель, готовая к запуску; safetensors — только ее обученные веса",
  },
  folder: { en: "new or empty folder to write to", ru: "новая или пустая папка для записи" },
  serve: {
    en: "Start the server and the runner until Ctrl-C.",
    ru: "Запустить сервер и обучение до Ctrl-C.",
  },
  port: { en: "port, instead of FUSELINE_PORT", ru: "порт вместо FUSELINE_PORT" },
  open: { en: "open the address in a browser", ru: "открыть адрес в браузере" },
  doctor: {
    en: "Look at this installation and say what is missing.",
    ru: "Осмотреть установку и сказать, чего не хватает.",
  },
  settings: {
    en: "Settings: FUSELINE_PORT, FUSELINE_DATA_DIR, FUSELINE_DEVICE, FUSELINE_THREADS, FUSELINE_CACHE_GIB, FUSELINE_HOST,\n  FUSELINE_OWNER_TOKEN, FUSELINE_PUBLIC_URL, DATABASE_URL, REDIS_URL, HF_ENDPOINT, HF_TOKEN.\nExit codes: 0 done, 1 our mistake, 2 wrong use or setting, 3 errors in the pipeline or data,\n  4 the run failed, 5 cancelled, 6 publishing refused.",
    ru: "Настройки: FUSELINE_PORT, FUSELINE_DATA_DIR, FUSELINE_DEVICE, FUSELINE_THREADS, FUSELINE_CACHE_GIB, FUSELINE_HOST,\n  FUSELINE_OWNER_TOKEN, FUSELINE_PUBLIC_URL, DATABASE_URL, REDIS_URL, HF_ENDPOINT, HF_TOKEN.\nКоды выхода: 0 готово, 1 наша ошибка, 2 неверная команда или настройка, 3 ошибки в схеме или данных,\n  4 запуск не удался, 5 отменено, 6 в публикации отказано.",
  },
} as const satisfies { readonly [name: string]: Text };
