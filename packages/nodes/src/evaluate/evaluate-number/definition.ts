/** How far predicted numbers are off, on rows the model has not seen. */
import { EVALUATED, MEASURED, ROWS, taskMismatch } from "../../define/evaluation.ts";
import { exampleModel } from "../../define/examples.ts";
import { defineNode } from "../../define/node.ts";
import { words } from "../../define/words.ts";

export const NUMBER_METRICS = ["mae", "rmse", "r2", "r2Log", "mape", "medianError"] as const;

export const evaluateNumber = defineNode({
  kind: "evaluate-number",
  version: 1,
  group: "evaluate",
  stage: "step",
  icon: "chart-scatter",
  title: words("Numbers", "Числа"),
  summary: words("How far the numbers are off.", "Насколько числа ошибочны."),
  params: { ...ROWS },
  inputs: EVALUATED,
  outputs: MEASURED,
  infer: ({ node, inputs }) => ({
    outputs: { metrics: { kind: "metrics", names: NUMBER_METRICS }, report: { kind: "report" } },
    issues: taskMismatch(node, inputs.model, ["value"]),
  }),
  draws: true,
  example: { inputs: { model: [exampleModel("value")] } },
});
