/** Fills a column with the model's answers. */
import type { ColumnSchema } from "@fuseline/schema";
import { datasetOf, text } from "@fuseline/schema";
import { taskMismatch } from "../../define/evaluation.ts";
import { exampleDataset, exampleModel } from "../../define/examples.ts";
import { columnsOf, firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

/** Columns that are added: the answer and, for a class, how sure the model is (0…1). */
export const answerColumns = (name: string, task: string): readonly ColumnSchema[] =>
  task === "classes"
    ? [
        { name, modality: "category", several: false },
        { name: `${name}_confidence`, modality: "number", several: false },
      ]
    : [{ name, modality: "number", several: false }];

export const predictRows = defineNode({
  kind: "predict-rows",
  version: 1,
  group: "prepare",
  stage: "step",
  icon: "list-checks",
  title: words("Answer for every row", "Ответить по всем строкам"),
  summary: words("Fills a column with the model's answers.", "Заполняет столбец ответами модели."),
  params: {
    name: text({
      label: words("Name of the column", "Название столбца"),
      help: words("What the new column is called.", "Как назвать новый столбец."),
      default: "answer",
      maxLength: 100,
      required: true,
    }),
  },
  inputs: { model: input(["model"], labels.model), data: input(["dataset"], labels.data) },
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node, params, inputs }) => {
    const task = firstOf(inputs.model, "model")?.task;
    const added = task === undefined ? [] : answerColumns(params.name, task);
    const given = columnsOf(inputs.data).filter(({ name }) => added.every((column) => column.name !== name));
    const columns = [...given, ...added];
    return {
      outputs: { data: datasetOf(columns, node) },
      issues: taskMismatch(node, inputs.model, ["classes", "value"]),
    };
  },
  example: { inputs: { model: [exampleModel("classes")], data: [exampleDataset(["photo", "image"])] } },
});
