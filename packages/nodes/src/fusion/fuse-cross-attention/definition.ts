/** Each token of the first part looks into the others. */
import { headsDivide, toggle, widthOf } from "@fuseline/schema";
import { ATT, DROP } from "../../define/bundles.ts";
import { exampleSequence } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const fuseCrossAttention = defineNode({
  kind: "fuse-cross-attention",
  version: 1,
  group: "fusion",
  stage: "graph",
  icon: "waypoints",
  title: words("Cross-attention", "Перекрестное внимание"),
  summary: words(
    "Each token of the first looks into the second.",
    "Каждый токен первой части смотрит во вторую.",
  ),
  params: {
    ...ATT,
    ...DROP,
    gate: toggle({
      label: words("Start closed", "Начать закрытым"),
      help: words("Starts as if not there (Flamingo).", "В начале как будто его нет (Flamingo)."),
      default: false,
      advanced: true,
    }),
  },
  inputs: {
    queries: input(["sequence"], words("Who asks", "Кто спрашивает")),
    memory: input(["sequence"], words("Where to look", "Куда смотреть"), { many: true }),
  },
  outputs: { fused: output("sequence", labels.fused) },
  infer: ({ node, params, inputs }) => {
    const queries = firstOf(inputs.queries, "sequence");
    if (queries === undefined) return { outputs: {}, issues: [] };
    return { outputs: { fused: queries }, issues: headsDivide(node, widthOf(queries), params.heads) };
  },
  draws: true,
  example: {
    params: { heads: 2, layers: 1 },
    inputs: { queries: [exampleSequence(3, 8)], memory: [exampleSequence(5, 6)] },
  },
});
