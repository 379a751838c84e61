/** Brings numbers to a common scale. */
import { choice } from "@fuseline/schema";
import { exampleEmbedding } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const normalise = defineNode({
  kind: "normalise",
  version: 1,
  group: "adapter",
  stage: "graph",
  icon: "ruler",
  title: words("Normalise", "Нормировать"),
  summary: words("Brings numbers to a common scale.", "Приводит числа к общему масштабу."),
  params: {
    how: choice({
      label: words("How", "Как"),
      help: words("What is made equal.", "Что делается одинаковым."),
      options: [
        { value: "layer", label: words("Mean and spread (layer)", "Среднее и разброс (layer)") },
        { value: "l2", label: words("Length of 1 (l2)", "Длина 1 (l2)") },
        { value: "rms", label: words("Average size (rms)", "Средняя величина (rms)") },
      ],
      default: "layer",
    }),
  },
  inputs: { features: input(["embedding", "sequence"], labels.features) },
  outputs: { features: output("embedding", labels.features) },
  infer: ({ inputs }) => {
    const features = firstOf(inputs.features, "embedding", "sequence");
    return { outputs: features === undefined ? {} : { features }, issues: [] };
  },
  example: { inputs: { features: [exampleEmbedding(5)] } },
});
