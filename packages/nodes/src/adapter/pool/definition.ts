/** Makes one vector of many. */
import { choice, embeddingOf, widthOf } from "@fuseline/schema";
import { exampleSequence } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const pool = defineNode({
  kind: "pool",
  version: 1,
  group: "adapter",
  stage: "graph",
  icon: "shrink",
  title: words("Pool to one vector", "Свернуть в один вектор"),
  summary: words("One vector from many.", "Один вектор из многих."),
  params: {
    how: choice({
      label: words("How", "Как"),
      help: words("How many vectors become one.", "Как из многих векторов получается один."),
      options: [
        { value: "mean", label: words("Average", "Среднее") },
        { value: "max", label: words("Largest", "Наибольшее") },
        { value: "first", label: words("First", "Первый") },
        { value: "last", label: words("Last", "Последний") },
        {
          value: "attention",
          label: words("Attention", "Внимание"),
          hint: words("Learns which ones matter.", "Учится, какие важнее."),
        },
      ],
      default: "mean",
    }),
  },
  inputs: { features: input(["sequence"], labels.features) },
  outputs: { embedding: output("embedding", labels.embedding) },
  infer: ({ inputs }) => {
    const features = firstOf(inputs.features, "sequence");
    return {
      outputs: features === undefined ? {} : { embedding: embeddingOf(widthOf(features), features.rows) },
      issues: [],
    };
  },
  draws: true,
  example: { inputs: { features: [exampleSequence(3, 5)] } },
});
