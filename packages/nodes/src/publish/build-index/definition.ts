/** The model looks through the data once, so that it can be searched. */
import { choice, toggle } from "@fuseline/schema";
import { taskMismatch } from "../../define/evaluation.ts";
import { exampleDataset, exampleModel } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const buildIndex = defineNode({
  kind: "build-index",
  version: 1,
  group: "publish",
  stage: "publish",
  icon: "database",
  title: words("Search index", "Поисковый индекс"),
  summary: words("The model looks through your data once.", "Модель один раз просматривает ваши данные."),
  params: {
    side: choice({
      label: words("What can be found", "Что можно найти"),
      help: words(
        "Which side of every pair is put into the index.",
        "Какая сторона каждой пары попадает в индекс.",
      ),
      options: [
        { value: "both", label: words("Both", "Обе") },
        { value: "a", label: words("First", "Первая") },
        { value: "b", label: words("Second", "Вторая") },
      ],
      default: "both",
    }),
    words: toggle({
      label: words("Exact words", "Точные слова"),
      help: words("Also search by exact words.", "Искать и по точным словам."),
      default: true,
      advanced: true,
    }),
  },
  inputs: { model: input(["model"], labels.model), data: input(["dataset"], labels.data) },
  outputs: { index: output("index", labels.index) },
  infer: ({ node, params, inputs }) => {
    const issues = taskMismatch(node, inputs.model, ["pairs"]);
    const space = firstOf(inputs.model, "model")?.space;
    return {
      outputs: space === undefined ? {} : { index: { kind: "index", space, words: params.words } },
      issues,
    };
  },
  example: {
    inputs: { model: [exampleModel("pairs")], data: [exampleDataset(["photo", "image"], ["name", "text"])] },
  },
});
