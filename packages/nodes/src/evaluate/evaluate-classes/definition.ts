/** How often the class is right, on rows the model has not seen. */
import { EVALUATED, MEASURED, ROWS, taskMismatch } from "../../define/evaluation.ts";
import { exampleModel } from "../../define/examples.ts";
import { defineNode } from "../../define/node.ts";
import { words } from "../../define/words.ts";

export const CLASS_METRICS = [
  ...["accuracy", "balancedAccuracy", "macroF1", "weightedF1", "top5"],
  ...["kappa", "mcc", "logLoss", "rocAuc", "averagePrecision", "ece"],
] as const;

export const evaluateClasses = defineNode({
  kind: "evaluate-classes",
  version: 1,
  group: "evaluate",
  stage: "step",
  icon: "grid-3x3",
  title: words("Classes", "Классы"),
  summary: words("How often the class is right.", "Как часто класс верный."),
  params: { ...ROWS },
  inputs: EVALUATED,
  outputs: MEASURED,
  infer: ({ node, inputs }) => ({
    outputs: { metrics: { kind: "metrics", names: CLASS_METRICS }, report: { kind: "report" } },
    issues: taskMismatch(node, inputs.model, ["classes"]),
  }),
  draws: true,
  example: { inputs: { model: [exampleModel("classes")] } },
});
