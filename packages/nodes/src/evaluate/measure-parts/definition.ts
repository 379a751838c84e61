/** Is every modality worth having: the metric without each part, and for every subset (ablation). */
import { EVALUATED, MEASURED, ROWS, taskMismatch } from "../../define/evaluation.ts";
import { exampleModel } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { defineNode } from "../../define/node.ts";
import { words } from "../../define/words.ts";

export const measureParts = defineNode({
  kind: "measure-parts",
  version: 1,
  group: "evaluate",
  stage: "step",
  icon: "chart-bar",
  title: words("What each part gives", "Вклад частей"),
  summary: words("Is every modality worth having.", "Нужна ли каждая модальность."),
  params: { ...ROWS },
  inputs: EVALUATED,
  outputs: MEASURED,
  infer: ({ node, inputs }) => ({
    outputs: {
      metrics: {
        kind: "metrics",
        names: [firstOf(inputs.model, "model")?.task === "value" ? "r2" : "accuracy"],
      },
      report: { kind: "report" },
    },
    issues: taskMismatch(node, inputs.model, ["classes", "value"]),
  }),
  draws: true,
  example: { inputs: { model: [exampleModel("classes")] } },
});
