/** The sources of a trained model as numbers, for its own rows or for those of another table. */
import type { Manifest, RowArrays } from "@fuseline/runtime";
import { isSupervision } from "@fuseline/runtime";
import type { DatasetValue, ModelValue, StepValue, Table } from "@fuseline/schema";
import type { StepContext } from "./step.ts";

export type Arrays = { readonly [source: string]: RowArrays };

export interface ModelRows {
  readonly manifest: Manifest;
  readonly table: Table;
  readonly arrays: Arrays;
  /** The rows are those the model was trained on. */
  readonly own: boolean;
}

export function arrivingModel(values: readonly StepValue[]): ModelValue {
  const model = values.find((value) => value.type === "model");
  if (model === undefined) throw new Error("no model arrives");
  return model;
}

/** Features of the model's own rows are in storage already; others are computed, and progress is told. */
export async function modelRows(
  context: StepContext,
  model: ModelValue,
  dataset: DatasetValue = model.dataset,
): Promise<ModelRows> {
  const { engine, signal, report } = context;
  const manifest = await engine.manifest(model.manifest);
  const table = await context.table(dataset.table);
  const own = dataset.table === model.dataset.table;
  const arrays = own
    ? await storedArrays(context, manifest)
    : await engine.fulfil(manifest, table, {
        signal,
        progress: (done, total) => report.progress({ done, total, unit: "rows" }),
        issue: report.issue,
      });
  return { manifest, table, arrays, own };
}

async function storedArrays({ engine }: StepContext, manifest: Manifest): Promise<Arrays> {
  const entries = Object.entries(manifest.encoded).map(
    async ([source, key]) => [source, (await engine.encoded(key)).arrays] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Whether the row has anything that the model looks at. */
export function isAnswerable(
  { manifest, arrays }: Pick<ModelRows, "manifest" | "arrays">,
  row: number,
): boolean {
  return Object.entries(manifest.sources).some(
    ([source, recipe]) => !isSupervision(recipe) && Number(arrays[source]?.presence?.data[row] ?? 1) === 1,
  );
}
