/** Refusals of a request: said to the caller with a code, a sentence and the place, never retried by us. */
import type { Json, Text } from "@fuseline/schema";

interface RefusalWords {
  readonly status: number;
  readonly message: Text;
}

/** `{name}` in a message is replaced by the fact of that name. */
export const REFUSALS = {
  "credentials-missing": {
    status: 401,
    message: {
      en: "This address answers only to its owner. Open the link that Fuseline printed when it started, or send the token as “Authorization: Bearer …”.",
      ru: "Этот адрес отвечает только владельцу. Откройте ссылку, которую Fuseline напечатал при запуске, или пришлите токен в заголовке «Authorization: Bearer …».",
    },
  },
  "key-missing": {
    status: 401,
    message: {
      en: "Send the endpoint's key in the header “Authorization: Bearer fl_…”.",
      ru: "Пришлите ключ адреса в заголовке «Authorization: Bearer fl_…».",
    },
  },
  "key-invalid": {
    status: 401,
    message: {
      en: "This key does not open this endpoint. Check the name and the key, or make a new key on the Publish page.",
      ru: "Этот ключ не подходит к этому адресу. Проверьте имя и ключ или создайте новый на странице публикации.",
    },
  },
  "host-unknown": {
    status: 403,
    message: {
      en: "The name “{host}” is not one that this server answers to. Set FUSELINE_PUBLIC_URL if it should be.",
      ru: "Сервер не отвечает на имя «{host}». Если должен, задайте его в FUSELINE_PUBLIC_URL.",
    },
  },
  "origin-foreign": {
    status: 403,
    message: {
      en: "A page of another site may not change anything here.",
      ru: "Странице другого сайта нельзя ничего здесь менять.",
    },
  },
  "not-found": {
    status: 404,
    message: { en: "There is nothing at “{what}”.", ru: "По адресу «{what}» ничего нет." },
  },
  "method-unknown": {
    status: 405,
    message: { en: "“{what}” does not take {method}.", ru: "«{what}» не принимает {method}." },
  },
  "endpoint-not-published": {
    status: 404,
    message: {
      en: "The endpoint “{name}” has no live version. Publish one first.",
      ru: "У адреса «{name}» нет опубликованной версии. Сначала опубликуйте её.",
    },
  },
  "body-invalid": {
    status: 400,
    message: {
      en: "The request is not as expected: {reason}.",
      ru: "Запрос не такой, как ожидалось: {reason}.",
    },
  },
  "json-invalid": {
    status: 400,
    message: { en: "The body is not valid JSON.", ru: "Тело запроса не является правильным JSON." },
  },
  "body-too-large": {
    status: 413,
    message: {
      en: "The request is larger than this address takes.",
      ru: "Запрос больше, чем принимает этот адрес.",
    },
  },
  "media-type-unknown": {
    status: 415,
    message: { en: "Send JSON or multipart/form-data.", ru: "Пришлите JSON или multipart/form-data." },
  },
  "too-many-requests": {
    status: 429,
    message: {
      en: "More than {limit} requests in a minute. Try again in {seconds} s.",
      ru: "Больше {limit} запросов в минуту. Повторите через {seconds} с.",
    },
  },
  "input-unknown": {
    status: 400,
    message: {
      en: "There is no input “{input}”. This endpoint takes: {inputs}.",
      ru: "Входа «{input}» нет. Этот адрес принимает: {inputs}.",
    },
  },
  "input-required": {
    status: 400,
    message: { en: "The input “{input}” is required.", ru: "Вход «{input}» обязателен." },
  },
  "input-wrong-type": {
    status: 400,
    message: {
      en: "“{input}” should be {expected}, but came as {actual}.",
      ru: "«{input}»: ожидалось {expected}, пришло {actual}.",
    },
  },
  "input-too-large": {
    status: 413,
    message: { en: "“{input}” is larger than {megabytes} MB.", ru: "«{input}» больше {megabytes} МБ." },
  },
  "row-empty": {
    status: 422,
    message: {
      en: "There is nothing to answer about: give at least one of {inputs}.",
      ru: "Отвечать не о чем: дайте хотя бы что-то одно из: {inputs}.",
    },
  },
  "run-unfinished": {
    status: 409,
    message: {
      en: "Run {run} has not finished successfully, so there is no model to publish yet.",
      ru: "Запуск {run} не завершился успешно, публиковать пока нечего.",
    },
  },
  "endpoint-name-invalid": {
    status: 400,
    message: {
      en: "“{name}” cannot be part of an address. Use small Latin letters, digits and hyphens, at most 60.",
      ru: "«{name}» не может быть частью адреса. Подходят строчные латинские буквы, цифры и дефисы, не больше 60.",
    },
  },
  "several-to-publish": {
    status: 409,
    message: {
      en: "There are {count} models to choose from. Connect the one you mean to a “REST endpoint” block and run again.",
      ru: "Моделей {count}. Подключите нужную к блоку «REST-адрес» и запустите снова.",
    },
  },
  "nothing-to-publish": {
    status: 409,
    message: {
      en: "Run {run} holds no trained model. Add a trainer and run again.",
      ru: "В запуске {run} нет обученной модели. Добавьте обучение и запустите снова.",
    },
  },
} as const satisfies { readonly [code: string]: RefusalWords };

export type RefusalCode = keyof typeof REFUSALS;
export type RefusalFacts = { readonly [name: string]: Json };

/** Thrown by the code that meets a request; `where` is a path into it, such as `inputs.photo`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(
    readonly code: RefusalCode,
    readonly details: { readonly facts?: RefusalFacts; readonly where?: string } = {},
  ) {
    super(code);
    this.status = REFUSALS[code].status;
  }
}

export function refusalSentence(refusal: Refusal, language: keyof Text): string {
  const facts = refusal.details.facts ?? {};
  return REFUSALS[refusal.code].message[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    if (fact === undefined) return whole;
    return Array.isArray(fact) ? fact.join(", ") : String(fact);
  });
}
