/** Words for pretrained models: where they come from, whether they may be used, what is wrong with their files. */
import { enNumber, message, ruNumber } from "./message.ts";

type AddressProblem =
  | "not-https"
  | "private-address"
  | "credentials-in-address"
  | "too-many-redirects"
  | "bad-redirect";

const ADDRESS_PROBLEMS: { readonly [P in AddressProblem]: { readonly en: string; readonly ru: string } } = {
  "not-https": { en: "it is not https", ru: "это не https" },
  "private-address": { en: "it lies inside a private network", ru: "он внутри частной сети" },
  "credentials-in-address": { en: "it holds a name or password", ru: "в нем есть имя или пароль" },
  "too-many-redirects": { en: "it leads on and on", ru: "он бесконечно перенаправляет" },
  "bad-redirect": { en: "it leads to an address that cannot be used", ru: "он ведет на негодный адрес" },
};

const NAMES = {
  model: { en: "model", ru: "модели" },
  revision: { en: "revision", ru: "версии" },
  file: { en: "file", ru: "файла" },
} as const;

export const HUB_CODES = {
  "hub-unreachable": message<{ endpoint: string; reason: string }>({
    en: (f) => ({
      title: `The hub ${f.endpoint} cannot be reached (${f.reason}).`,
      fix: "Check the network or set HF_ENDPOINT to a mirror. Installed models work without it.",
    }),
    ru: (f) => ({
      title: `Хаб ${f.endpoint} недоступен (${f.reason}).`,
      fix: "Проверьте сеть или укажите зеркало в HF_ENDPOINT. Установленные модели работают и так.",
    }),
  }),
  "hub-refused": message<{ model: string; endpoint: string; status: number }>({
    en: (f) => ({
      title: `The hub ${f.endpoint} refused “${f.model}” (${f.status}).`,
      fix: "Check the name, or try again later.",
    }),
    ru: (f) => ({
      title: `Хаб ${f.endpoint} не отдает «${f.model}» (${f.status}).`,
      fix: "Проверьте имя или попробуйте позже.",
    }),
  }),
  "hub-gated": message<{ model: string; endpoint: string; hasToken: boolean }>({
    en: (f) => ({
      title: `“${f.model}” is given only to those who agreed to its terms.`,
      fix: f.hasToken
        ? "Agree on its page with the account of HF_TOKEN."
        : "Agree on its page and set HF_TOKEN.",
    }),
    ru: (f) => ({
      title: `«${f.model}» дают только тем, кто принял условия.`,
      fix: f.hasToken
        ? "Примите их на странице модели под учетной записью HF_TOKEN."
        : "Примите их на странице модели и задайте HF_TOKEN.",
    }),
  }),
  "hub-model-missing": message<{ model: string; endpoint: string }>({
    en: (f) => ({
      title: `The hub ${f.endpoint} has no model “${f.model}”.`,
      fix: "Check the name: owner/name.",
    }),
    ru: (f) => ({ title: `На ${f.endpoint} нет модели «${f.model}».`, fix: "Проверьте имя: владелец/имя." }),
  }),
  "hub-revision-missing": message<{ model: string; endpoint: string }>({
    en: (f) => ({
      title: `“${f.model}” has no such revision.`,
      fix: "Choose the model again to take its newest one.",
    }),
    ru: (f) => ({
      title: `У «${f.model}» нет такой версии.`,
      fix: "Выберите модель заново, возьмется новейшая.",
    }),
  }),
  "hub-file-missing": message<{ model: string; file: string; endpoint: string }>({
    en: (f) => ({
      title: `“${f.model}” has no file ${f.file}.`,
      fix: "Choose a model that comes as ONNX, or one of the list.",
    }),
    ru: (f) => ({
      title: `У «${f.model}» нет файла ${f.file}.`,
      fix: "Выберите модель в формате ONNX или одну из списка.",
    }),
  }),
  "hub-name-invalid": message<{ what: keyof typeof NAMES; name: string }>({
    en: (f) => ({
      title: `“${f.name}” is not the name of a ${NAMES[f.what].en}.`,
      fix: "Models are written owner/name.",
    }),
    ru: (f) => ({
      title: `«${f.name}» не годится как имя ${NAMES[f.what].ru}.`,
      fix: "Модель пишется так: владелец/имя.",
    }),
  }),
  "model-file-refused": message<{ file: string }>({
    en: (f) => ({
      title: `“${f.file}” is a kind of file that is never fetched.`,
      fix: "Only ONNX, safetensors, JSON and text are: pickles can run code.",
    }),
    ru: (f) => ({
      title: `Файлы вроде ${f.file} не скачиваются никогда.`,
      fix: "Скачиваются только ONNX, safetensors, JSON и тексты: pickle может выполнить чужой код.",
    }),
  }),
  "hash-mismatch": message<{ model: string; file: string; expected: string; got: string; path?: string }>({
    en: (f) => ({
      title: `“${f.file}” of “${f.model}” is not the file that was pinned.`,
      fix: `Delete ${f.path ?? "it"} and fetch it again; if it repeats, do not trust the source.`,
    }),
    ru: (f) => ({
      title: `Файл ${f.file} модели «${f.model}» не совпадает с закрепленным файлом.`,
      fix: `Удалите ${f.path ?? "его"} и скачайте снова; если повторится, источнику нельзя верить.`,
    }),
  }),
  "lock-unreadable": message<{ path: string }>({
    en: (f) => ({
      title: `The list of pinned models ${f.path} is damaged.`,
      fix: "Restore it from a copy, or delete it to pin anew.",
    }),
    ru: (f) => ({
      title: `Список закрепленных моделей ${f.path} поврежден.`,
      fix: "Восстановите его из копии или удалите, чтобы закрепить заново.",
    }),
  }),
  "tokenizer-unreadable": message<{ reason: string }>({
    en: (f) => ({
      title: `The model's tokeniser cannot be read: ${f.reason}.`,
      fix: "Choose another model.",
    }),
    ru: (f) => ({ title: `Токенизатор модели не читается: ${f.reason}.`, fix: "Выберите другую модель." }),
  }),
  "address-refused": message<{ url: string; reason: AddressProblem }>({
    en: (f) => ({
      title: `“${f.url}” is not fetched: ${ADDRESS_PROBLEMS[f.reason].en}.`,
      fix: "Use a public https address, or load the file from disk.",
    }),
    ru: (f) => ({
      title: `Адрес ${f.url} не открывается: ${ADDRESS_PROBLEMS[f.reason].ru}.`,
      fix: "Возьмите открытый адрес https или загрузите файл с диска.",
    }),
  }),
  "download-too-large": message<{ url: string; limit: number }>({
    en: (f) => ({
      title: `“${f.url}” is larger than ${enNumber(Math.round(f.limit / 1e6))} MB.`,
      fix: "Choose a smaller file.",
    }),
    ru: (f) => ({
      title: `«${f.url}» больше ${ruNumber(Math.round(f.limit / 1e6))} МБ.`,
      fix: "Выберите файл поменьше.",
    }),
  }),
  "download-needed": message<{ what: string; megabytes: number }>({
    en: (f) => ({
      title: `“${f.what}” has to be downloaded first (${enNumber(f.megabytes)} MB).`,
      fix: "Download it.",
    }),
    ru: (f) => ({
      title: `«${f.what}» сначала нужно скачать (${ruNumber(f.megabytes)} МБ).`,
      fix: "Скачайте.",
    }),
  }),
};
