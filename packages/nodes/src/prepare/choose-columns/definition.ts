/** Says which column is input, answer, group or weight; every used column gets a wire of its own. */
import type { ColumnChoice, ColumnSource, Issue, OutputPort, PortType } from "@fuseline/schema";
import { columnRoles, issue } from "@fuseline/schema";
import { exampleDataset } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
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
  dynamicOutputs: ({ roles }) => Object.fromEntries(used(roles).map(([name]) => [columnPort(name), portOf(name)])),
  infer: ({ node, params, inputs }) => {
    const chosen = used(params.roles);
    const columns = chosen.map(([name, { modality, several }]) => ({ name, modality, several }));
    const ports = chosen.map(([name, choice]) => [columnPort(name), columnType(node, name, choice)]);
    const known = firstOf(inputs.data, "dataset")?.columns.map((column) => column.name) ?? [];
    return {
      outputs: { data: { kind: "dataset", columns, rows: node }, ...Object.fromEntries(ports) },
      issues: absent(node, chosen, known),
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

const portOf = (name: string): OutputPort => output("column", words(name, name));

function columnType(node: string, column: string, { modality, several }: ColumnChoice): PortType {
  const source: ColumnSource = { node, column, modality, several, transforms: [] };
  return { kind: "column", modality, several, rows: node, source };
}

/** Silent while nothing is known of the data yet. */
function absent(node: string, chosen: readonly [string, ColumnChoice][], known: readonly string[]): Issue[] {
  if (known.length === 0) return [];
  return chosen
    .filter(([name]) => !known.includes(name))
    .map(([column, { role }]) =>
      issue(
        role === "target" ? "target-missing" : "column-missing",
        { node, param: "roles", port: columnPort(column) },
        { column, columns: known },
      ),
    );
}
