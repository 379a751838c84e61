/** Generates data with a known answer, to see whether a pipeline can find it. */
import type { ColumnSchema } from "@fuseline/schema";
import { choice, datasetOf, integer, number } from "@fuseline/schema";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

/** The answer is (bit of the photo XOR bit of the text), so neither tells anything alone. */
export const TWO_PARTS_COLUMNS: readonly ColumnSchema[] = [
  { name: "photo", modality: "image", several: false },
  { name: "text", modality: "text", several: false },
  { name: "label", modality: "category", several: false },
];

export const makeSample = defineNode({
  kind: "make-sample",
  version: 1,
  group: "data",
  stage: "step",
  icon: "dices",
  title: words("Made-up data", "Придуманные данные"),
  summary: words("Generates a set with a known answer.", "Создает набор с известным ответом."),
  params: {
    task: choice({
      label: words("Task", "Задача"),
      help: words("What has to be found out.", "Что нужно угадать."),
      options: [
        {
          value: "two-parts",
          label: words("Two parts", "Две части"),
          hint: words(
            "Photo and text give the answer only together: proves that joining works.",
            "Фото и текст дают ответ только вместе: видно, что объединение работает.",
          ),
          icon: "puzzle",
        },
      ],
      default: "two-parts",
    }),
    rows: integer({
      label: words("Rows", "Строки"),
      help: words("How many rows to make.", "Сколько строк создать."),
      min: 50,
      max: 20_000,
      default: 400,
    }),
    noise: number({
      label: words("Noise", "Шум"),
      help: words("Share of rows with a wrong answer.", "Доля строк с неверным ответом."),
      min: 0,
      max: 0.5,
      default: 0.05,
      advanced: true,
    }),
  },
  inputs: {},
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node }) => ({
    outputs: { data: datasetOf(TWO_PARTS_COLUMNS, node) },
    issues: [],
  }),
  draws: true,
  example: { params: { rows: 60 } },
});
