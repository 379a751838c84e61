/** The rows an evaluator measures on, with what the model says of them. */
import type { ForwardInput, ForwardOutputs, Manifest } from "@fuseline/runtime";
import { isSupervision, recipeColumns } from "@fuseline/runtime";
import { issue, type Split, type StepValue, type Table, UserError } from "@fuseline/schema";
import { type Arrays, arrivingModel, modelRows } from "./model-arrays.ts";
import type { StepContext } from "./step.ts";

export type RowChoice = "test" | "validation" | "all";

export interface Measured {
  readonly manifest: Manifest;
  readonly table: Table;
  /** Rows measured: those of the chosen part that have an answer. */
  readonly rows: readonly number[];
  /** What the numbers may be called: rows that were learnt from are never a test. */
  readonly split: Split;
  /** Group of each measured row, where the data has groups. */
  readonly groups?: readonly string[];
  readonly arrays: Arrays;
  /** Rows the model learnt from, where they are in the same table. */
  readonly learnt: readonly number[];
  forward(options?: Pick<ForwardInput, "hidden" | "exchanged">): Promise<ForwardOutputs>;
}

export interface MeasureRequest {
  readonly inputs: { readonly model: readonly StepValue[]; readonly data: readonly StepValue[] };
  readonly rows: RowChoice;
}

/**
 * The model's own rows, or those of another dataset that is wired in.
 * @throws UserError `split-empty` when no row is left, `target-missing` when the other dataset has no answers
 */
export async function measuredRows(context: StepContext, request: MeasureRequest): Promise<Measured> {
  const { engine, node } = context;
  const model = arrivingModel(request.inputs.model);
  const other = request.inputs.data.find((value) => value.type === "dataset");
  const { manifest, table, arrays, own } = await modelRows(context, model, other);
  if (!own) requireAnswers(manifest, table, node);
  const rows = chosenRows({ table, manifest, arrays, choice: request.rows });
  if (rows.length === 0)
    throw new UserError(issue("split-empty", { node }, { part: request.rows, rows: table.row.length }));
  return {
    manifest,
    table,
    rows,
    split: splitOf(request.rows, own),
    ...(table.group === undefined ? {} : { groups: rows.map((row) => table.group?.[row] ?? "") }),
    arrays,
    learnt: own ? chosenRows({ table, manifest, arrays, choice: "train" }) : [],
    forward: (options = {}) => engine.forward(manifest, { arrays, rows, ...options }),
  };
}

/** All rows of the model's own data hold those it learnt from. */
function splitOf(choice: RowChoice, own: boolean): Split {
  if (choice === "all") return own ? "train" : "test";
  return choice;
}

function requireAnswers(manifest: Manifest, table: Table, node: string): void {
  const known = table.columns.map(({ name }) => name);
  for (const recipe of Object.values(manifest.sources)) {
    if (!isSupervision(recipe) || recipe.recipe === "pair-key") continue;
    const column = recipeColumns(recipe).find((name) => !known.includes(name));
    if (column !== undefined)
      throw new UserError(issue("target-missing", { node, port: "data" }, { column, known }));
  }
}

interface Choice {
  readonly table: Table;
  readonly manifest: Manifest;
  readonly arrays: Arrays;
  readonly choice: RowChoice | "train";
}

/** A table without parts is one part: other rows are all meant. */
function chosenRows({ table, manifest, arrays, choice }: Choice): number[] {
  const targets = Object.entries(manifest.sources).filter(
    ([, recipe]) => isSupervision(recipe) && recipe.recipe !== "pair-key",
  );
  const answered = (row: number): boolean =>
    targets.every(([name]) => Number(arrays[name]?.presence?.data[row] ?? 1) === 1);
  const inPart = (row: number): boolean =>
    choice === "all" || table.split === undefined || table.split[row] === choice;
  return table.row.flatMap((_, row) => (inPart(row) && answered(row) ? [row] : []));
}

/** The truth of each measured row, out of the source with this recipe. */
export function truthOf(measured: Measured, recipe: "class-target" | "pair-key"): readonly number[] | null {
  const [name] =
    Object.entries(measured.manifest.sources).find(([, source]) => source.recipe === recipe) ?? [];
  const data = name === undefined ? undefined : measured.arrays[name]?.value?.data;
  return data === undefined ? null : measured.rows.map((row) => Number(data[row] ?? 0));
}
