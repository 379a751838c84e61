/** Pairs come nearer, strangers go farther (InfoNCE). */
import { lossOf } from "@fuseline/schema";
import { examplePairs } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const lossContrastive = defineNode({
  kind: "loss-contrastive",
  version: 1,
  group: "loss",
  stage: "graph",
  icon: "unfold-horizontal",
  title: words("Contrastive, InfoNCE", "Контрастная, InfoNCE"),
  summary: words("Pairs nearer, strangers farther.", "Пары ближе, чужие дальше."),
  params: {},
  inputs: { pairs: input(["pairs"], labels.pairs) },
  outputs: { loss: output("loss", labels.loss) },
  infer: ({ inputs }) => {
    const pairs = firstOf(inputs.pairs, "pairs");
    return { outputs: pairs === undefined ? {} : { loss: lossOf("pairs", pairs.rows) }, issues: [] };
  },
  example: { inputs: { pairs: [examplePairs(16)] } },
});
