/** A ready language model turns text into numbers; frozen, every row is read once and kept, else its end learns with the rest. */
import { choice, embeddingOf, integer, model, sequenceOf, text } from "@fuseline/schema";
import { TUNE } from "../../define/bundles.ts";
import { ENCODED, type EncodedPort } from "../../define/encoded.ts";
import { exampleColumn } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { columnInput, TEXTUAL } from "../../define/ports.ts";
import { tunedSource } from "../../define/tuning.ts";
import { words } from "../../define/words.ts";

export const encodeText = defineNode({
  kind: "encode-text",
  version: 1,
  group: "encoder",
  stage: "graph",
  icon: "text",
  title: words("Text encoder", "Кодировщик текста"),
  summary: words(
    "A ready language model turns text into numbers.",
    "Готовая языковая модель превращает текст в числа.",
  ),
  params: {
    model: model({
      label: words("Model", "Модель"),
      help: words(
        "Which ready model reads the text. It should know the language of your texts.",
        "Какая готовая модель читает текст. Она должна знать язык ваших текстов.",
      ),
      modality: "text",
      required: true,
    }),
    ...TUNE,
    maxTokens: integer({
      label: words("Longest text", "Длина текста"),
      help: words(
        "Tokens to keep of every text; the rest is cut off.",
        "Сколько токенов текста оставить; остальное отрезается.",
      ),
      min: 8,
      max: 8_192,
      default: 128,
      unit: "tokens",
    }),
    pooling: choice({
      label: words("One vector from many", "Один вектор из многих"),
      help: words("How the vectors of all tokens become one.", "Как векторы всех токенов становятся одним."),
      options: [
        { value: "model", label: words("As the model was taught", "Как учили модель") },
        { value: "mean", label: words("Average", "Среднее") },
        { value: "cls", label: words("First token", "Первый токен") },
        { value: "last", label: words("Last token", "Последний токен") },
      ],
      default: "model",
      advanced: true,
    }),
    prefix: text({
      label: words("Words in front", "Слова перед текстом"),
      help: words(
        "Put before every text, such as “query: ”. Empty: the model's own.",
        "Ставятся перед каждым текстом, например «query: ». Пусто: как у модели.",
      ),
      maxLength: 200,
      advanced: true,
    }),
  },
  inputs: { text: columnInput(TEXTUAL, labels.text) },
  outputs: ENCODED,
  infer: ({ inputs }) => {
    const column = firstOf(inputs.text, "column");
    if (column === undefined) return { outputs: {}, issues: [] };
    return {
      outputs: { features: sequenceOf("D", column.rows), embedding: embeddingOf("D", column.rows) },
      issues: [],
    };
  },
  sources: ({ params, inputs }): Sources<EncodedPort> => {
    const column = firstOf(inputs.text, "column");
    if (column === undefined || params.model === null) return {};
    const spec = {
      source: "text-model",
      column: column.source,
      model: params.model,
      maxTokens: params.maxTokens,
      pooling: params.pooling,
      prefix: params.prefix === "" ? null : params.prefix,
    } as const;
    return {
      features: tunedSource({ ...spec, output: "features" }, params),
      embedding: tunedSource({ ...spec, output: "embedding" }, params),
    };
  },
  draws: true,
  example: {
    params: { model: { hub: "fuseline/use-lite-en", revision: "main" } },
    inputs: { text: [exampleColumn("description", "text")] },
  },
});
