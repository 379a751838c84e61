/** Sets rows aside for validation and test, so that the result can be trusted. */
import { choice, column, datasetOf, number } from "@fuseline/schema";
import { exampleDataset } from "../../define/examples.ts";
import { columnsOf, missingColumns } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

export const splitRows = defineNode({
  kind: "split-rows",
  version: 1,
  group: "prepare",
  stage: "step",
  icon: "split",
  title: words("Set rows aside", "Отложить строки"),
  summary: words("Training, validation and test parts.", "Учебная, контрольная и проверочная части."),
  params: {
    method: choice({
      label: words("How", "Как"),
      help: words("How rows are shared out.", "Как распределить строки."),
      options: [
        {
          value: "auto",
          label: words("Choose by the data", "Выбрать по данным"),
          hint: words(
            "A ready split if there is one, else groups together, else classes in equal shares.",
            "Готовое разделение, если есть; иначе группы вместе; иначе классы в равных долях.",
          ),
        },
        { value: "random", label: words("At random", "Случайно") },
        { value: "stratified", label: words("Equal shares of every class", "Поровну каждого класса") },
        { value: "grouped", label: words("Groups together", "Группы вместе") },
        { value: "by-column", label: words("As a column says", "Как сказано в столбце") },
      ],
      default: "auto",
    }),
    validation: number({
      label: words("Validation", "Контрольные"),
      help: words(
        "Share of rows watched while learning, to stop in time.",
        "Доля строк, по которым видно, когда пора остановиться.",
      ),
      min: 0,
      max: 0.5,
      default: 0.15,
    }),
    test: number({
      label: words("Test", "Проверочные"),
      help: words("Share of rows kept aside to the very end.", "Доля строк, отложенных до самого конца."),
      min: 0.05,
      max: 0.5,
      default: 0.15,
    }),
    group: column({
      label: words("Keep together", "Держать вместе"),
      help: words(
        "Rows with the same value stay together.",
        "Строки с одинаковым значением остаются вместе.",
      ),
    }),
    by: column({
      label: words("By column", "По столбцу"),
      help: words(
        "The answer whose shares stay equal, or the column that holds train, validation, test.",
        "Ответ, доли которого сохраняются, или столбец, где написано train, validation, test.",
      ),
      advanced: true,
    }),
  },
  inputs: { data: input(["dataset"], labels.data) },
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node, params, inputs }) => {
    const columns = columnsOf(inputs.data);
    const missing = (["group", "by"] as const).flatMap((param) =>
      missingColumns({ node, param }, [params[param]], columns),
    );
    return { outputs: { data: datasetOf(columns, node) }, issues: missing };
  },
  draws: true,
  example: {
    params: { by: "category" },
    inputs: { data: [exampleDataset(["photo", "image"], ["category", "category"])] },
  },
});
