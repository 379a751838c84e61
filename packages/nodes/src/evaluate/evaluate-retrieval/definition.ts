/** Is the right thing near the top, both ways, on rows the model has not seen. */
import { EVALUATED, MEASURED, ROWS, taskMismatch } from "../../define/evaluation.ts";
import { exampleModel } from "../../define/examples.ts";
import { defineNode } from "../../define/node.ts";
import { words } from "../../define/words.ts";

/** Each is measured both ways; the direction is added as `.imageToText`, `.textToImage`. */
export const RETRIEVAL_METRICS = [
  ...["recall@1", "recall@5", "recall@10", "mrr", "medianRank", "map", "ndcg@10"],
] as const;

export const evaluateRetrieval = defineNode({
  kind: "evaluate-retrieval",
  version: 1,
  group: "evaluate",
  stage: "step",
  icon: "search-check",
  title: words("Search quality", "Качество поиска"),
  summary: words("Is the right thing near the top.", "Стоит ли нужное среди первых."),
  params: { ...ROWS },
  inputs: EVALUATED,
  outputs: MEASURED,
  infer: ({ node, inputs }) => ({
    outputs: { metrics: { kind: "metrics", names: RETRIEVAL_METRICS }, report: { kind: "report" } },
    issues: taskMismatch(node, inputs.model, ["pairs"]),
  }),
  draws: true,
  example: { inputs: { model: [exampleModel("pairs")] } },
});
