/** Changes the size of vectors, so that parts can speak a common language. */
import { integer, withWidth } from "@fuseline/schema";
import { ACTIVATION, dropout, WIDTH } from "../../define/bundles.ts";
import { exampleEmbedding } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const project = defineNode({
  kind: "project",
  version: 1,
  group: "adapter",
  stage: "graph",
  icon: "scaling",
  title: words("Projection", "Проекция"),
  summary: words(
    "Changes the size, translates into a common language.",
    "Меняет размер, переводит на общий язык.",
  ),
  params: {
    ...WIDTH,
    layers: integer({
      label: words("Layers", "Слои"),
      help: words(
        "One is a plain projection; more can bend.",
        "Один — простая проекция; несколько могут изгибать.",
      ),
      min: 1,
      max: 3,
      default: 1,
    }),
    ...ACTIVATION,
    dropout: dropout({ default: 0, advanced: true }),
  },
  inputs: { features: input(["embedding", "sequence"], labels.features) },
  outputs: { features: output("embedding", labels.features) },
  infer: ({ params, inputs }) => {
    const features = firstOf(inputs.features, "embedding", "sequence");
    return {
      outputs: features === undefined ? {} : { features: withWidth(features, params.width) },
      issues: [],
    };
  },
  draws: true,
  example: { params: { width: 8 }, inputs: { features: [exampleEmbedding(5)] } },
});
