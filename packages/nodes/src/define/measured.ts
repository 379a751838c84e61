/** The rows an evaluator measures on, with what the model says of them. */
import type { ForwardInput, ForwardOutputs, Manifest, RowArrays } from "@fuseline/runtime";
import { isSupervision } from "@fuseline/runtime";
import type { Split, StepValue, Table } from "@fuseline/schema";
import type { StepContext } from "./step.ts";

export type RowChoice = "test" | "validation" | "all";

export interface Measured {
  readonly manifest: Manifest;
  readonly table: Table;
  /** Rows measured: those of the chosen part that have an answer. */
  readonly rows: readonly number[];
  readonly split: Split;
  readonly arrays: { readonly [source: string]: RowArrays };
  forward(options?: Pick<ForwardInput, "hidden" | "exchanged">): Promise<ForwardOutputs>;
}

export async function measuredRows(
  context: StepContext,
  model: readonly StepValue[],
  choice: RowChoice,
): Promise<Measured> {
  const [value] = model;
  if (value?.type !== "model") throw new Error("no model arrives");
  const manifest = await context.engine.manifest(value.manifest);
  const [table, arrays] = await Promise.all([
    context.table(value.dataset.table),
    arraysOf(context, manifest),
  ]);
  const rows = chosenRows({ table, manifest, arrays, choice });
  return {
    manifest,
    table,
    rows,
    split: choice === "validation" ? "validation" : "test",
    arrays,
    forward: (options = {}) => context.engine.forward(manifest, { arrays, rows, ...options }),
  };
}

async function arraysOf(context: StepContext, manifest: Manifest): Promise<{ [source: string]: RowArrays }> {
  const entries = Object.entries(manifest.encoded).map(
    async ([source, key]) => [source, (await context.engine.encoded(key)).arrays] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

interface Choice {
  readonly table: Table;
  readonly manifest: Manifest;
  readonly arrays: { readonly [source: string]: RowArrays };
  readonly choice: RowChoice;
}

function chosenRows({ table, manifest, arrays, choice }: Choice): number[] {
  const targets = Object.entries(manifest.sources).filter(
    ([, recipe]) => isSupervision(recipe) && recipe.recipe !== "pair-key",
  );
  const answered = (row: number): boolean =>
    targets.every(([name]) => Number(arrays[name]?.presence?.data[row] ?? 1) === 1);
  return table.row.flatMap((_, row) => {
    const inPart = choice === "all" || (table.split?.[row] ?? "train") === choice;
    return inPart && answered(row) ? [row] : [];
  });
}

/** The truth of each measured row, out of the source with this recipe. */
export function truthOf(
  measured: Measured,
  recipe: "class-target" | "number-target" | "pair-key",
): readonly number[] | null {
  const [name] =
    Object.entries(measured.manifest.sources).find(([, source]) => source.recipe === recipe) ?? [];
  const data = name === undefined ? undefined : measured.arrays[name]?.value?.data;
  return data === undefined ? null : measured.rows.map((row) => Number(data[row] ?? 0));
}
