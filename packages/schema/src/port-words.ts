/** What wires carry, in words: for messages, handles and the list view. */
import type { Modality, PortAccept, PortKind, PortType } from "./ports.ts";
import type { Text } from "./text.ts";

export const PORT_KIND_WORDS: { readonly [K in PortKind]: Text } = {
  dataset: { en: "a table of rows", ru: "таблица строк" },
  column: { en: "a column", ru: "столбец" },
  tokens: { en: "tokens", ru: "токены" },
  sequence: { en: "a vector for every token (sequence)", ru: "вектор на каждый токен (последовательность)" },
  map: { en: "a grid of features (map)", ru: "сетка признаков (карта)" },
  embedding: { en: "one vector a row (embedding)", ru: "один вектор на строку (эмбеддинг)" },
  tensor: { en: "numbers of any shape (tensor)", ru: "числа любой формы (тензор)" },
  logits: { en: "scores of an answer (logits)", ru: "оценки ответов (логиты)" },
  value: { en: "a predicted number", ru: "предсказанное число" },
  pairs: { en: "pairs in a common space", ru: "пары в общем пространстве" },
  vector: { en: "a vector for search", ru: "вектор для поиска" },
  generation: { en: "written text", ru: "написанный текст" },
  boxes: { en: "found boxes", ru: "найденные рамки" },
  fields: { en: "filled fields", ru: "заполненные поля" },
  picture: { en: "a drawn picture", ru: "нарисованная картинка" },
  loss: { en: "a loss", ru: "функция потерь" },
  model: { en: "a trained model", ru: "обученная модель" },
  metrics: { en: "measured numbers (metrics)", ru: "измеренные числа (метрики)" },
  report: { en: "a report", ru: "отчет" },
  index: { en: "a search index", ru: "поисковый индекс" },
  retriever: { en: "a search", ru: "поиск" },
  endpoint: { en: "a published address", ru: "опубликованный адрес" },
};

export const MODALITY_WORDS: { readonly [M in Modality]: Text } = {
  text: { en: "texts", ru: "тексты" },
  image: { en: "photos", ru: "фото" },
  number: { en: "numbers", ru: "числа" },
  category: { en: "categories", ru: "категории" },
  labels: { en: "labels", ru: "метки" },
  date: { en: "dates", ru: "даты" },
  boolean: { en: "yes or no", ru: "да или нет" },
  audio: { en: "recordings", ru: "записи звука" },
  video: { en: "videos", ru: "видео" },
  document: { en: "documents", ru: "документы" },
  boxes: { en: "boxes", ru: "рамки" },
  fields: { en: "fields", ru: "поля" },
  identity: { en: "row names", ru: "имена строк" },
};

export function typeWords(type: PortType): Text {
  const words = PORT_KIND_WORDS[type.kind];
  return type.kind === "column" ? withModalities(words, [type.modality]) : words;
}

export function acceptWords(accept: PortAccept): Text {
  const kinds = accept.kinds.map((kind) =>
    kind === "column" && accept.modalities !== undefined
      ? withModalities(PORT_KIND_WORDS.column, accept.modalities)
      : PORT_KIND_WORDS[kind],
  );
  return { en: kinds.map((kind) => kind.en).join(" or "), ru: kinds.map((kind) => kind.ru).join(" или ") };
}

function withModalities(words: Text, modalities: readonly Modality[]): Text {
  const named = modalities.map((modality) => MODALITY_WORDS[modality]);
  return {
    en: `${words.en} (${named.map((word) => word.en).join(", ")})`,
    ru: `${words.ru} (${named.map((word) => word.ru).join(", ")})`,
  };
}
