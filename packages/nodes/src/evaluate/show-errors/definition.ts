/** What went wrong, in pictures: the worst rows, confused classes, labels that are likely wrong. */
import { EVALUATED, MEASURED, ROWS, taskMismatch } from "../../define/evaluation.ts";
import { exampleModel } from "../../define/examples.ts";
import { defineNode } from "../../define/node.ts";
import { words } from "../../define/words.ts";

export const showErrors = defineNode({
  kind: "show-errors",
  version: 1,
  group: "evaluate",
  stage: "step",
  icon: "images",
  title: words("Error gallery", "Галерея ошибок"),
  summary: words("What went wrong, in pictures.", "Что пошло не так, в картинках."),
  params: { ...ROWS },
  inputs: EVALUATED,
  outputs: { report: MEASURED.report },
  infer: ({ node, inputs }) => ({
    outputs: { report: { kind: "report" } },
    issues: taskMismatch(node, inputs.model, ["classes", "value"]),
  }),
  example: { inputs: { model: [exampleModel("classes")] } },
});
