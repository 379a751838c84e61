/** What the description of the API tells people, in both languages. `{name}` is replaced by the fact of that name. */
import type { Text } from "@fuseline/schema";

export const OPENAPI_WORDS = {
  title: { en: "Published endpoints", ru: "Опубликованные адреса" },
  intro: {
    en: "Each endpoint answers with its live version. Send its key as a bearer token.",
    ru: "Каждый адрес отвечает рабочей версией. Ключ посылают как bearer-токен.",
  },
  key: { en: "Endpoint key, fl_…", ru: "Ключ адреса, fl_…" },
  live: { en: "Live version: {version}.", ru: "Рабочая версия: {version}." },
  predicts: { en: "{name}: predicts {columns}", ru: "{name}: предсказывает {columns}" },
  searches: { en: "{name}: finds rows by photo or words", ru: "{name}: находит строки по фото или словам" },
  answer: { en: "The answer", ru: "Ответ" },
  version: { en: "Version that answered.", ru: "Версия, которая ответила." },
  ms: { en: "Milliseconds the model took.", ru: "Сколько миллисекунд заняла модель." },
  label: { en: "Null when the model is not sure enough.", ru: "null, когда уверенности мало." },
  code: { en: "Stable name of the problem.", ru: "Постоянное имя ошибки." },
  message: { en: "What happened and what to do.", ru: "Что случилось и что делать." },
  where: {
    en: "Path into the request, where that is known.",
    ru: "Место в запросе, если оно известно.",
  },
} as const satisfies { readonly [name: string]: Text };

/** Why a call is refused, by HTTP status. */
export const REFUSED_WORDS = {
  "400": { en: "The request is not as described", ru: "Запрос не такой, как описано" },
  "401": {
    en: "The key is missing or does not open this endpoint",
    ru: "Ключа нет, или он от другого адреса",
  },
  "413": { en: "The request or a picture is too large", ru: "Запрос или картинка слишком велики" },
  "422": {
    en: "There is nothing to answer about, or a picture cannot be read",
    ru: "Отвечать не на что, или картинка не читается",
  },
  "429": { en: "Too many requests in a minute", ru: "Слишком много запросов за минуту" },
} as const satisfies { readonly [status: string]: Text };
