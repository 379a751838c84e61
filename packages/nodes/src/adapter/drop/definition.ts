/** Hides random signals while learning, against learning by heart. */
import { dropout } from "../../define/bundles.ts";
import { exampleEmbedding } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const drop = defineNode({
  kind: "drop",
  version: 1,
  group: "adapter",
  stage: "graph",
  icon: "droplets",
  title: words("Dropout", "Прореживание"),
  summary: words("Hides random signals while learning.", "Скрывает случайные сигналы при обучении."),
  params: { dropout: dropout({ default: 0.2 }) },
  inputs: { features: input(["embedding", "sequence"], labels.features) },
  outputs: { features: output("embedding", labels.features) },
  infer: ({ inputs }) => {
    const features = firstOf(inputs.features, "embedding", "sequence");
    return { outputs: features === undefined ? {} : { features }, issues: [] };
  },
  draws: true,
  example: { inputs: { features: [exampleEmbedding(5)] } },
});
