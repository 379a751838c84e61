/** Words of the publish dialog. */
import type { Words } from "../i18n/words.ts";

export const publishWords = {
  open: { en: "Publish this model", ru: "Опубликовать модель" },
  title: { en: "Publish as an endpoint", ru: "Опубликовать адрес" },
  text: {
    en: "The name stays, the version behind it can change. Held-out rows are sent both ways first; if the endpoint answered differently, nothing would be published.",
    ru: "Имя остается, версия за ним может меняться. Сначала отложенные строки отправляются обоими путями; если адрес ответит иначе, публикации не будет.",
  },
  name: { en: "Name in the address", ru: "Имя в адресе" },
  nameHelp: {
    en: "Small Latin letters, digits and hyphens.",
    ru: "Строчные латинские буквы, цифры и дефисы.",
  },
  newVersion: {
    en: "This name exists: a new version goes live behind it.",
    ru: "Такое имя есть: за ним начнет работать новая версия.",
  },
  publish: { en: "Publish", ru: "Опубликовать" },
  publishing: { en: "Checking and publishing", ru: "Проверяем и публикуем" },
  done: { en: "{{name}} is live, version {{version}}", ru: "{{name}} работает, версия {{version}}" },
  key: { en: "The key, shown only now", ru: "Ключ, показывается только сейчас" },
  keyHelp: {
    en: "Keep it where your program finds it, such as FUSELINE_KEY. A new one can be made at any time.",
    ru: "Сохраните его там, где его найдет ваша программа, например в FUSELINE_KEY. Новый можно создать в любой момент.",
  },
  sameAnswer: {
    en: "{{count}} held-out rows were sent both ways: every answer is the same.",
    ru: "Отложенных строк отправлено обоими путями: {{count}}. Все ответы одинаковы.",
  },
  toEndpoint: { en: "Open the endpoint", ru: "Открыть адрес" },
} satisfies Words;
