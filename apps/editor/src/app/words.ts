/** Words of the frame around every page. */
import type { Words } from "../i18n/words.ts";

export const appWords = {
  start: { en: "Start", ru: "Начало" },
  pipelines: { en: "Pipelines", ru: "Конвейеры" },
  runs: { en: "Runs", ru: "Запуски" },
  endpoints: { en: "Endpoints", ru: "Адреса" },
  mainNavigation: { en: "Main", ru: "Главное меню" },
  place: { en: "Where you are", ru: "Где вы" },
  skipToContent: { en: "Skip to the content", ru: "К содержанию" },
  language: { en: "Language", ru: "Язык" },
  themeSystem: { en: "Theme: as the system", ru: "Тема: как в системе" },
  themeLight: { en: "Theme: light", ru: "Тема: светлая" },
  themeDark: { en: "Theme: dark", ru: "Тема: темная" },
  runnerFree: { en: "{{device}}, free", ru: "{{device}}, свободен" },
  runnerBusy: { en: "{{device}}, busy", ru: "{{device}}, занят" },
  runnerAbsent: { en: "No runner is working", ru: "Нет исполнителя" },
  threads: {
    en: { one: "{{count}} thread", other: "{{count}} threads" },
    ru: { one: "{{count}} поток", few: "{{count}} потока", many: "{{count}} потоков" },
  },
  notFoundTitle: { en: "There is no such page", ru: "Такой страницы нет" },
  notFoundText: {
    en: "The address may be mistyped, or what it named has been removed.",
    ru: "Возможно, в адресе опечатка или то, на что он указывал, удалено.",
  },
  toStart: { en: "Go to the start", ru: "На главную" },
  pageBroke: { en: "This page stopped working", ru: "Страница перестала работать" },
  pageBrokeText: {
    en: "This is our mistake, your data is safe on the server. Load the page again.",
    ru: "Это наша ошибка, данные на сервере целы. Загрузите страницу еще раз.",
  },
  reload: { en: "Load again", ru: "Загрузить снова" },
} satisfies Words;
