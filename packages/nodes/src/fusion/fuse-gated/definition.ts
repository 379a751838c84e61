/** Joins parts and learns whom to trust for each row. */
import { choice, embeddingOf, rowsOf } from "@fuseline/schema";
import { DROP, WIDTH } from "../../define/bundles.ts";
import { exampleEmbedding } from "../../define/examples.ts";
import { tooFew } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const fuseGated = defineNode({
  kind: "fuse-gated",
  version: 1,
  group: "fusion",
  stage: "graph",
  icon: "sliders-horizontal",
  title: words("Gated", "С вентилем"),
  summary: words("Learns whom to trust for each row.", "Учится, кому верить в каждой строке."),
  params: {
    ...WIDTH,
    gate: choice({
      label: words("Gate", "Вентиль"),
      help: words(
        "Whether trust is shared out by part or by every number.",
        "Доверие делится между частями или для каждого числа.",
      ),
      options: [
        { value: "whole", label: words("One for the whole part", "Один на всю часть") },
        { value: "per-number", label: words("One for every number", "Свой для каждого числа") },
      ],
      default: "whole",
    }),
    ...DROP,
  },
  inputs: { features: input(["embedding"], labels.features, { many: true }) },
  outputs: { fused: output("embedding", labels.fused) },
  infer: ({ node, params, inputs }) => {
    const issues = tooFew({ node, port: "features", label: labels.features }, inputs.features, 2);
    if (inputs.features.length === 0) return { outputs: {}, issues };
    return { outputs: { fused: embeddingOf(params.width, rowsOf(inputs.features)) }, issues };
  },
  draws: true,
  example: { params: { width: 16 }, inputs: { features: [exampleEmbedding(3), exampleEmbedding(5)] } },
});
