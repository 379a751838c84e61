/** Answers for every row of a dataset, the model's own or another, as columns of it. */
import type { Answer } from "@fuseline/runtime";
import { isSupervision, recipeColumns } from "@fuseline/runtime";
import { type Cell, issue, type Table, UserError } from "@fuseline/schema";
import { storeDataset } from "../../define/dataset-value.ts";
import { arrivingModel, isAnswerable, type ModelRows, modelRows } from "../../define/model-arrays.ts";
import { implementStep } from "../../define/step.ts";
import { answerColumns, predictRows } from "./definition.ts";

/** Rows named when some stay without an answer. */
const NAMED = 5;

export const predictRowsStep = implementStep(predictRows, async (context, { params, inputs }) => {
  const { engine, node, storage, report } = context;
  const dataset = inputs.data.find((value) => value.type === "dataset");
  const rows = await modelRows(context, arrivingModel(inputs.model), dataset);
  requireInputs(rows, node);
  const { manifest, table, arrays } = rows;
  const places = table.row.flatMap((_, row) => (isAnswerable(rows, row) ? [row] : []));
  const outputs = await engine.forward(manifest, { arrays, rows: places });
  const answers = engine.answers(manifest, outputs, places.length);
  if (places.length < table.row.length) {
    const left = new Set(places);
    const unanswered = table.row.flatMap((_, row) => (left.has(row) ? [] : [row]));
    const first = unanswered.slice(0, NAMED).map((row) => String(row + 1));
    report.issue(issue("rows-unanswered", { node }, { rows: unanswered.length, first }, "warning"));
  }
  const cells = table.row.map((): readonly Cell[] => [null, null]);
  places.forEach((row, place) => {
    const answer = answers[place];
    if (answer !== undefined) cells[row] = cellsOf(answer);
  });
  return {
    outputs: { data: await storeDataset(storage, withAnswers(table, { name: params.name, rows, cells })) },
  };
});

/** The answer, and for a class how sure the model is; a class below the "not sure" threshold stays empty. */
function cellsOf(answer: Answer): readonly Cell[] {
  switch (answer.task) {
    case "classes":
      return [answer.label, answer.confidence];
    case "value":
      return [answer.values[0]?.value ?? null];
    case "pairs":
      throw new Error("a model that finds pairs has no answer for a row");
  }
}

interface Answers {
  readonly name: string;
  readonly rows: ModelRows;
  readonly cells: readonly (readonly Cell[])[];
}

/** Columns of the same names are replaced. */
function withAnswers(table: Table, { name, rows, cells }: Answers): Table {
  const added = answerColumns(name, rows.manifest.head.task);
  const kept = table.columns.filter((column) => added.every((other) => other.name !== column.name));
  const columns = added.map((column, place) => ({
    ...column,
    values: cells.map((row) => row[place] ?? null),
  }));
  return { ...table, columns: [...kept, ...columns] };
}

/** @throws UserError `column-missing` when the rows have none of the columns that the model looks at */
function requireInputs({ manifest, table }: ModelRows, node: string): void {
  const known = table.columns.map(({ name }) => name);
  const needed = Object.values(manifest.sources).flatMap((recipe) =>
    isSupervision(recipe) ? [] : [...recipeColumns(recipe)],
  );
  const [column] = needed;
  if (column === undefined || needed.some((name) => known.includes(name))) return;
  throw new UserError(issue("column-missing", { node, port: "data" }, { column, known }));
}
