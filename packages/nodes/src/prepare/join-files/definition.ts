/** Finds each row's photos by their names. */
import { choice, column, datasetOf, number, overrides } from "@fuseline/schema";
import { exampleDataset } from "../../define/examples.ts";
import { columnsOf, missingColumns } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";
import { joinedColumns } from "./joined-columns.ts";

export const joinFiles = defineNode({
  kind: "join-files",
  version: 1,
  group: "prepare",
  stage: "step",
  icon: "link",
  title: words("Match photos to rows", "Фото к строкам"),
  summary: words("Finds each row's files by name.", "Находит файлы каждой строки по имени."),
  params: {
    key: column({
      label: words("Column with names", "Столбец с именами"),
      help: words(
        "The column that names the files. Empty: every column of photos.",
        "Столбец, в котором названы файлы. Пусто: все столбцы с фото.",
      ),
    }),
    match: choice({
      label: words("How to match", "Как сопоставлять"),
      help: words("How a file's name must agree with the cell.", "Как имя файла должно сходиться с ячейкой."),
      options: [
        {
          value: "auto",
          label: words("Try all ways", "Всеми способами"),
          hint: words(
            "Exact first, then without case and extension, by number, by beginning, by likeness.",
            "Сначала точно, затем без регистра и расширения, по номеру, по началу, по похожести.",
          ),
        },
        { value: "exact", label: words("Exactly", "Точно") },
        { value: "stem", label: words("Without extension", "Без расширения") },
        {
          value: "starts-with",
          label: words("By beginning", "По началу"),
          hint: words(
            "Several photos a row: chair-1, chair-2.",
            "Несколько фото на строку: chair-1, chair-2.",
          ),
        },
      ],
      default: "auto",
    }),
    closest: number({
      label: words("Likeness", "Похожесть"),
      help: words("How alike names must be.", "Насколько похожими должны быть имена."),
      min: 0.5,
      max: 1,
      default: 0.9,
      when: { param: "match", is: ["auto"] },
    }),
    missing: choice({
      label: words("Rows without photos", "Строки без фото"),
      help: words(
        "What to do with rows whose photo was not found.",
        "Что делать со строками, для которых фото не нашлось.",
      ),
      options: [
        { value: "keep", label: words("Keep", "Оставить") },
        { value: "drop", label: words("Leave out", "Убрать") },
      ],
      default: "keep",
      advanced: true,
    }),
    overrides: overrides({
      label: words("Matched by hand", "Сопоставлено вручную"),
      help: words("Files that you gave to rows yourself.", "Файлы, которые вы сами отнесли к строкам."),
      advanced: true,
    }),
  },
  inputs: {
    table: input(["dataset"], words("Table", "Таблица")),
    files: input(["dataset"], words("Files", "Файлы")),
  },
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node, params, inputs }) => {
    const table = columnsOf(inputs.table);
    return {
      outputs: { data: datasetOf(joinedColumns(table, params), node) },
      issues: missingColumns({ node, param: "key" }, [params.key], table),
    };
  },
  example: {
    params: { key: "photo" },
    inputs: {
      table: [exampleDataset(["photo", "image"], ["category", "category"])],
      files: [exampleDataset(["file", "identity"], ["photo", "image"])],
    },
  },
});
