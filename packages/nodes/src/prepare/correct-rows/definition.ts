/** Keeps cells and labels that a person changed. */
import { datasetOf, rowEdits } from "@fuseline/schema";
import { exampleDataset } from "../../define/examples.ts";
import { columnsOf, missingColumns } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const correctRows = defineNode({
  kind: "correct-rows",
  version: 1,
  group: "prepare",
  stage: "step",
  icon: "pencil",
  title: words("Corrections by hand", "Правки вручную"),
  summary: words("Labels and cells changed by you.", "Метки и ячейки, исправленные вами."),
  params: {
    edits: rowEdits({
      label: words("Corrections", "Правки"),
      help: words("What you changed in tables and galleries.", "Что вы исправили в таблицах и галереях."),
    }),
  },
  inputs: { data: input(["dataset"], labels.data) },
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node, params, inputs }) => {
    const columns = columnsOf(inputs.data);
    const edited = [...new Set(params.edits.map((edit) => edit.column))];
    return {
      outputs: { data: datasetOf(columns, node) },
      issues: missingColumns({ node, param: "edits" }, edited, columns),
    };
  },
  example: {
    params: { edits: [{ row: "a1", column: "category", value: "chair" }] },
    inputs: { data: [exampleDataset(["photo", "image"], ["category", "category"])] },
  },
});
