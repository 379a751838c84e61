/** Predicts one or several numbers: price, age, rating, time. */
import { choice, numberOf } from "@fuseline/schema";
import { DROP, HIDDEN } from "../../define/bundles.ts";
import { exampleColumn, exampleEmbedding } from "../../define/examples.ts";
import { columnSources, firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { columnInput, input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const headRegress = defineNode({
  kind: "head-regress",
  version: 1,
  group: "head",
  stage: "graph",
  icon: "hash",
  title: words("Predict a number", "Предсказать число"),
  summary: words("Price, age, rating, time.", "Цена, возраст, оценка, время."),
  params: {
    ...HIDDEN,
    ...DROP,
    scale: choice({
      label: words("Scale of the answer", "Масштаб ответа"),
      help: words(
        "How the number is measured while learning. Answers come back in its own units.",
        "Как измеряется число при обучении. Ответы приходят в его единицах.",
      ),
      options: [
        {
          value: "auto",
          label: words("Choose by the data", "Выбрать по данным"),
          hint: words("Logarithm for prices and the like.", "Логарифм для цен и подобного."),
        },
        { value: "standard", label: words("As it is", "Как есть") },
        {
          value: "log",
          label: words("Logarithm: errors in per cent count", "Логарифм: важна ошибка в процентах"),
        },
      ],
      default: "auto",
      advanced: true,
    }),
  },
  inputs: {
    features: input(["embedding"], labels.features),
    target: columnInput(["number"], labels.target, { many: true, supervision: true }),
  },
  outputs: { value: output("value", labels.value) },
  infer: ({ inputs }) => {
    const features = firstOf(inputs.features, "embedding");
    const [target, ...others] = columnSources(inputs.target);
    if (features === undefined || target === undefined) return { outputs: {}, issues: [] };
    return { outputs: { value: numberOf(1 + others.length, features.rows, target) }, issues: [] };
  },
  sources: ({ params, inputs }): Sources<"target"> => {
    const columns = columnSources(inputs.target);
    return columns.length === 0 ? {} : { target: { source: "number-target", columns, scale: params.scale } };
  },
  draws: true,
  example: { inputs: { features: [exampleEmbedding(8)], target: [exampleColumn("price", "number")] } },
});
