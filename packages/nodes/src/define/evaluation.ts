/** What all evaluators share: ports, the choice of rows, and the check that the model answers what they measure. */
import type { Issue, PortType } from "@fuseline/schema";
import { choice, issue } from "@fuseline/schema";
import { firstOf } from "./infer.ts";
import { labels } from "./labels.ts";
import { input, output } from "./ports.ts";
import { TASK_WORDS, type Task } from "./tasks.ts";
import { words } from "./words.ts";

export const EVALUATED = {
  model: input(["model"], labels.model),
  data: input(["dataset"], words("Other rows", "Другие строки"), { optional: true }),
} as const;

export const MEASURED = {
  metrics: output("metrics", labels.metrics),
  report: output("report", labels.report),
} as const;

export const ROWS = {
  rows: choice({
    label: words("Rows", "Строки"),
    help: words(
      "Which rows to measure on. Test rows were never seen while learning.",
      "На каких строках измерять. Проверочные модель при обучении не видела.",
    ),
    options: [
      { value: "test", label: words("Test", "Проверочные") },
      { value: "validation", label: words("Validation", "Контрольные") },
      { value: "all", label: words("All", "Все") },
    ],
    default: "test",
  }),
} as const;

/** `port-type-mismatch` if the model answers something this node cannot use. */
export function taskMismatch(node: string, types: readonly PortType[], needed: readonly Task[]): Issue[] {
  const model = firstOf(types, "model");
  if (model === undefined || needed.some((task) => task === model.task)) return [];
  const accepted = needed.map((task) => TASK_WORDS[task]);
  return [
    issue(
      "port-type-mismatch",
      { node, port: "model" },
      {
        given: model.task in TASK_WORDS ? TASK_WORDS[model.task as Task] : model.task,
        accepted: {
          en: accepted.map((task) => task.en).join(" or "),
          ru: accepted.map((task) => task.ru).join(" или "),
        },
        port: labels.model,
      },
    ),
  ];
}
