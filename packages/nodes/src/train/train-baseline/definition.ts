/** What can be had in seconds: a ridge or softmax probe on frozen features, and the answer that never looks. */
import type { PortType } from "@fuseline/schema";
import { modelOf, number, rowsOf } from "@fuseline/schema";
import { exampleColumn, exampleEmbedding } from "../../define/examples.ts";
import { firstOf, tooFew } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { CATEGORICAL, columnInput, input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const trainBaseline = defineNode({
  kind: "train-baseline",
  version: 1,
  group: "train",
  stage: "step",
  icon: "gauge",
  title: words("Quick baseline", "Быстрый ориентир"),
  summary: words("What can be had in seconds.", "Что можно получить за секунды."),
  params: {
    strength: number({
      label: words("Restraint", "Сдержанность"),
      help: words(
        "How strongly weights are held near 0 (λ). Auto: found by 5 folds of the training rows.",
        "Как сильно веса удерживаются у 0 (λ). Авто: подбирается на 5 частях учебных строк.",
      ),
      min: 1e-6,
      max: 1e6,
      auto: true,
      default: "auto",
      advanced: true,
    }),
  },
  inputs: {
    features: input(["embedding"], labels.features, { many: true }),
    target: columnInput([...CATEGORICAL, "number"], labels.target, { optional: true, supervision: true }),
  },
  outputs: { model: output("model", labels.model), metrics: output("metrics", labels.metrics) },
  infer: ({ node, inputs }) => {
    if (inputs.features.length === 0) return { outputs: {}, issues: [] };
    const task = taskOf(inputs.target);
    const rows = rowsOf(inputs.features);
    const model = task === "pairs" ? modelOf(task, rows, node) : modelOf(task, rows);
    const pair = { node, port: "features", label: labels.features };
    return {
      outputs: { model, metrics: { kind: "metrics", names: BASELINE_METRICS[task] } },
      issues: task === "pairs" ? tooFew(pair, inputs.features, 2) : [],
    };
  },
  draws: true,
  example: {
    inputs: { features: [exampleEmbedding(8)], target: [exampleColumn("category", "category")] },
  },
});

/** Those that the summary of a run shows, after `baseline.`; the port carries all that fit the answer. */
export const BASELINE_METRICS = {
  classes: ["accuracy", "macroF1"],
  value: ["mae", "r2", "r2Log", "mape"],
  pairs: ["recall@1", "recall@10"],
} as const;

/** Without an answer the two embeddings are a pair. */
function taskOf(target: readonly PortType[]): keyof typeof BASELINE_METRICS {
  const column = firstOf(target, "column");
  if (column === undefined) return "pairs";
  return column.modality === "number" ? "value" : "classes";
}
