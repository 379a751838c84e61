/** Puts the vectors of several parts next to each other (early fusion). */
import { embeddingOf, rowsOf } from "@fuseline/schema";
import { ACTIVATION, DROP, WIDTH } from "../../define/bundles.ts";
import { exampleEmbedding } from "../../define/examples.ts";
import { tooFew } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const fuseConcat = defineNode({
  kind: "fuse-concat",
  version: 1,
  group: "fusion",
  stage: "graph",
  icon: "columns-2",
  title: words("Side by side", "Рядом"),
  summary: words("Puts vectors next to each other (early fusion).", "Ставит векторы рядом (раннее слияние)."),
  params: { ...WIDTH, ...ACTIVATION, ...DROP },
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
