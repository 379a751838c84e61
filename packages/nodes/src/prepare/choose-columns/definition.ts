/** Says which column is input, answer, group or weight; every used column gets a wire of its own. */
import type { ColumnChoice } from "@fuseline/schema";
import { columnOf, columnRoles, datasetOf } from "@fuseline/schema";
import { exampleDataset } from "../../define/examples.ts";
import { columnsOf, missingColumns } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

/** Id of the output that carries one column. */
export const columnPort = (column: string): string => `column:${column}`;

type Roles = { readonly [column: string]: ColumnChoice };

const used = (roles: Roles): [string, ColumnChoice][] =>
  Object.entries(roles).filter(([, choice]) => choice.role !== "unused");

export const chooseColumns = defineNode({
  kind: "choose-columns",
  version: 1,
  group: "prepare",
  stage: "step",
  icon: "columns-3",
  title: words("Choose columns", "Выбор столбцов"),
  summary: words("Says which column is what.", "Говорит, какой столбец что значит."),
  params: {
    roles: columnRoles({
      label: words("Columns", "Столбцы"),
      help: words(
        "Input, answer, group, row id, weight, or not used, and the kind of data.",
        "Вход, ответ, группа, номер строки, вес или не нужен, и вид данных.",
      ),
    }),
  },
  inputs: { data: input(["dataset"], labels.data) },
  outputs: { data: output("dataset", labels.data) },
  dynamicOutputs: ({ roles }) =>
    Object.fromEntries(used(roles).map(([name]) => [columnPort(name), output("column", words(name, name))])),
  infer: ({ node, params, inputs }) => {
    const chosen = used(params.roles);
    const columns = chosen.map(([name, { modality, several }]) => ({ name, modality, several }));
    const place = { node, rows: node };
    const wires = columns.map((column) => [columnPort(column.name), columnOf(column, place)]);
    return {
      outputs: { data: datasetOf(columns, node), ...Object.fromEntries(wires) },
      issues: missingColumns(
        { node, param: "roles" },
        chosen.map(([name]) => name),
        columnsOf(inputs.data),
      ),
    };
  },
  example: {
    params: {
      roles: {
        photo: { role: "input", modality: "image", several: false },
        category: { role: "target", modality: "category", several: false },
      },
    },
    inputs: { data: [exampleDataset(["photo", "image"], ["category", "category"])] },
  },
});
