/** Numbers, categories and dates of a row become one vector. */
import { choice, embeddingOf, integer, rowsOf } from "@fuseline/schema";
import { DROP, WIDTH } from "../../define/bundles.ts";
import { exampleColumn } from "../../define/examples.ts";
import { columnSources } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode, type Sources } from "../../define/node.ts";
import { columnInput, output, TABULAR } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const encodeTable = defineNode({
  kind: "encode-table",
  version: 1,
  group: "encoder",
  stage: "graph",
  icon: "table-properties",
  title: words("Table encoder", "Кодировщик таблицы"),
  summary: words("Numbers, categories, dates into one vector.", "Числа, категории, даты в один вектор."),
  params: {
    ...WIDTH,
    layers: integer({
      label: words("Layers", "Слои"),
      help: words("How many times the columns are mixed.", "Сколько раз столбцы перемешиваются."),
      min: 1,
      max: 8,
      default: 2,
    }),
    ...DROP,
    scaling: choice({
      label: words("Scale of numbers", "Масштаб чисел"),
      help: words("How numbers are brought to a common scale.", "Как числа приводятся к общему масштабу."),
      options: [
        {
          value: "standard",
          label: words("By mean and spread", "По среднему и разбросу"),
        },
        {
          value: "quantile",
          label: words("By place in the order", "По месту в порядке"),
          hint: words("For numbers with far outliers.", "Для чисел с далекими выбросами."),
        },
      ],
      default: "standard",
      advanced: true,
    }),
  },
  inputs: { columns: columnInput(TABULAR, labels.columns, { many: true }) },
  outputs: { embedding: output("embedding", labels.embedding) },
  infer: ({ params, inputs }) =>
    inputs.columns.length === 0
      ? { outputs: {}, issues: [] }
      : { outputs: { embedding: embeddingOf(params.width, rowsOf(inputs.columns)) }, issues: [] },
  sources: ({ params, inputs }): Sources<"table"> => {
    const columns = columnSources(inputs.columns);
    return columns.length === 0 ? {} : { table: { source: "table", columns, scaling: params.scaling } };
  },
  draws: true,
  example: {
    params: { width: 8, layers: 1 },
    inputs: { columns: [exampleColumn("area", "number"), exampleColumn("zip", "category")] },
  },
});
