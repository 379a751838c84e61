/** Port names that many nodes share, so that the same thing is called the same everywhere. */
import { words } from "./words.ts";

export const labels = {
  data: words("Rows", "Строки"),
  text: words("Text", "Текст"),
  photos: words("Photos", "Фото"),
  columns: words("Columns", "Столбцы"),
  tokens: words("Tokens", "Токены"),
  features: words("Features", "Признаки"),
  embedding: words("One vector", "Один вектор"),
  fused: words("Joined", "Вместе"),
  target: words("Answer", "Ответ"),
  key: words("Same thing", "Один предмет"),
  logits: words("Scores", "Оценки"),
  value: words("Number", "Число"),
  pairs: words("Pairs", "Пары"),
  loss: words("Loss", "Потеря"),
  model: words("Model", "Модель"),
  metrics: words("Metrics", "Метрики"),
  report: words("Report", "Отчет"),
  index: words("Index", "Индекс"),
  retriever: words("Search", "Поиск"),
  endpoint: words("Endpoint", "Адрес"),
} as const;
