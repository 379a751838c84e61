/** Picks one answer from a list. */

import { logitsOf, number } from "@fuseline/schema";
import { DROP, HIDDEN } from "../../define/bundles.ts";
import { exampleColumn, exampleEmbedding } from "../../define/examples.ts";
import { columnSources, firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { CATEGORICAL, columnInput, input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const headClassify = defineNode({
  kind: "head-classify",
  version: 1,
  group: "head",
  stage: "graph",
  icon: "tag",
  title: words("Choose one class", "Выбрать класс"),
  summary: words("Picks one answer from a list.", "Выбирает один ответ из списка."),
  params: {
    ...HIDDEN,
    ...DROP,
    abstain: number({
      label: words("Not sure below", "Не уверен, если меньше"),
      help: words(
        "Below this confidence answer “not sure”.",
        "При меньшей уверенности отвечать «не уверен».",
      ),
      min: 0,
      max: 1,
      default: 0,
      advanced: true,
    }),
  },
  inputs: {
    features: input(["embedding"], labels.features),
    target: columnInput(CATEGORICAL, labels.target, { supervision: true }),
  },
  outputs: { logits: output("logits", labels.logits) },
  infer: ({ inputs }) => {
    const features = firstOf(inputs.features, "embedding");
    const [target] = columnSources(inputs.target);
    if (features === undefined || target === undefined) return { outputs: {}, issues: [] };
    const answers = `${target.node}/${target.column}`;
    return { outputs: { logits: logitsOf("classes", answers, { rows: features.rows, target }) }, issues: [] };
  },
  sources: ({ inputs }): Sources<"target"> => {
    const [column] = columnSources(inputs.target);
    return column === undefined ? {} : { target: { source: "class-target", column } };
  },
  draws: true,
  example: {
    inputs: { features: [exampleEmbedding(8)], target: [exampleColumn("category", "category")] },
  },
});
