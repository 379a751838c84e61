/** How far a predicted number is off. */
import { choice, lossOf, number } from "@fuseline/schema";
import { exampleValue } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const lossNumber = defineNode({
  kind: "loss-number",
  version: 1,
  group: "loss",
  stage: "graph",
  icon: "ruler-dimension-line",
  title: words("Number error", "Ошибка числа"),
  summary: words("How far the number is off.", "Насколько число ошибочно."),
  params: {
    how: choice({
      label: words("How errors count", "Как считать ошибки"),
      help: words("How much a large error weighs.", "Сколько весит большая ошибка."),
      options: [
        { value: "huber", label: words("Large ones are softened (Huber)", "Большие смягчаются (Huber)") },
        {
          value: "squared",
          label: words("Large ones weigh much (squared)", "Большие весят много (квадрат)"),
        },
        { value: "absolute", label: words("All alike (absolute)", "Все одинаково (модуль)") },
      ],
      default: "huber",
    }),
    delta: number({
      label: words("Soft from", "Смягчать с"),
      help: words(
        "Errors above this, in spreads of the answer, are softened.",
        "Смягчаются ошибки больше этой, в разбросах ответа.",
      ),
      min: 0.1,
      max: 10,
      default: 1,
      advanced: true,
      when: { param: "how", is: ["huber"] },
    }),
  },
  inputs: { value: input(["value"], labels.value) },
  outputs: { loss: output("loss", labels.loss) },
  infer: ({ inputs }) => {
    const value = firstOf(inputs.value, "value");
    return { outputs: value === undefined ? {} : { loss: lossOf("value", value.rows) }, issues: [] };
  },
  example: { inputs: { value: [exampleValue] } },
});
