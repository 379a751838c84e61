/** Punishes confidence in a wrong class. */
import { choice, lossOf, number } from "@fuseline/schema";
import { exampleLogits } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const lossCrossEntropy = defineNode({
  kind: "loss-cross-entropy",
  version: 1,
  group: "loss",
  stage: "graph",
  icon: "crosshair",
  title: words("Cross-entropy", "Перекрестная энтропия"),
  summary: words("Punishes confidence in a wrong class.", "Наказывает за уверенность в неверном классе."),
  params: {
    smoothing: number({
      label: words("Smoothing", "Сглаживание"),
      help: words("Do not be too sure.", "Не быть слишком уверенным."),
      min: 0,
      max: 0.3,
      default: 0,
    }),
    classWeights: choice({
      label: words("Rare classes", "Редкие классы"),
      help: words("Whether rare classes count more.", "Считать ли редкие классы важнее."),
      options: [
        { value: "none", label: words("Count as they are", "Считать как есть") },
        { value: "balanced", label: words("Count more", "Считать важнее") },
      ],
      default: "none",
    }),
  },
  inputs: { logits: input(["logits"], labels.logits) },
  outputs: { loss: output("loss", labels.loss) },
  infer: ({ inputs }) => {
    const logits = firstOf(inputs.logits, "logits");
    return { outputs: logits === undefined ? {} : { loss: lossOf(logits.task, logits.rows) }, issues: [] };
  },
  example: { inputs: { logits: [exampleLogits(3)] } },
});
