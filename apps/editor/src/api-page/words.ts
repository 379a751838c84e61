/** Words of the page that describes an endpoint to programmers. */
import type { Words } from "../i18n/words.ts";

export const apiPageWords = {
  title: { en: "API of {{name}}", ru: "API адреса {{name}}" },
  raw: { en: "OpenAPI 3.1 as JSON", ru: "OpenAPI 3.1 в JSON" },
  rawText: {
    en: "Tools read it: import it into Postman, or make a client from it.",
    ru: "Для программ: его можно открыть в Postman или сделать по нему клиента.",
  },
  request: { en: "What is sent", ru: "Что посылают" },
  requestText: {
    en: "JSON, or the same inputs as a form with files. The key goes into the header Authorization: Bearer.",
    ru: "JSON или те же входы формой с файлами. Ключ — в заголовке Authorization: Bearer.",
  },
  example: { en: "Example", ru: "Пример" },
  reply: { en: "What comes back", ru: "Что приходит в ответ" },
  refusals: { en: "When it refuses", ru: "Когда приходит отказ" },
  refusalText: {
    en: "A refusal has a code for programs and a sentence for people: error.code, error.message.",
    ru: "В отказе есть код для программы и предложение для человека: error.code, error.message.",
  },
  field: { en: "Field", ru: "Поле" },
  type: { en: "Type", ru: "Тип" },
  about: { en: "About it", ru: "О нем" },
  mustBeThere: { en: "Always.", ru: "Всегда." },
  mayBeThere: { en: "May be left out.", ru: "Может не быть." },
} satisfies Words;
