/** What a step is called on the screen: the node's own name, or what is read for the training. */
import { catalog } from "@fuseline/nodes";
import type { Language, PipelineDocument, StepState, Text } from "@fuseline/schema";

/** Steps that compute what a node reads, by the source they fulfil. */
const READING: { readonly [source: string]: Text } = {
  "image-model": { en: "Reading the photos (features)", ru: "Чтение фото (признаки)" },
  "text-model": { en: "Reading the texts (features)", ru: "Чтение текстов (признаки)" },
  "onnx-model": { en: "Reading with your own model (features)", ru: "Чтение вашей моделью (признаки)" },
  "tuned-model": { en: "Reading what the model learns from", ru: "Чтение того, на чем учится модель" },
  pixels: { en: "Photos as numbers (pixels)", ru: "Фото в числах (пиксели)" },
  tokens: { en: "Texts as pieces of words (tokens)", ru: "Тексты по частям слов (токены)" },
  table: { en: "Table columns as numbers", ru: "Столбцы таблицы в числах" },
  "class-target": { en: "Right answers", ru: "Верные ответы" },
  "number-target": { en: "Right numbers", ru: "Верные числа" },
  "pair-key": { en: "Which rows belong together", ru: "Какие строки образуют пары" },
};

export interface TitledStep {
  readonly step: Pick<StepState, "title" | "nodeIds">;
  readonly document: PipelineDocument | null;
}

export function stepTitle({ step, document }: TitledStep, language: Language): string {
  const reading = READING[step.title];
  if (reading !== undefined) return reading[language];
  const [id] = step.nodeIds;
  const own = id === undefined ? undefined : document?.nodes[id]?.title;
  return own ?? catalog.get(step.title)?.title[language] ?? step.title;
}
