/** A trained model beside the rows it was trained on, answering from the features that were computed for training. */
import type { Storage } from "@fuseline/data";
import type { Answer, Engine, Manifest, RowArrays } from "@fuseline/runtime";
import type { Cell, ModelValue, Table } from "@fuseline/schema";

export interface TrainedModel {
  readonly manifest: Manifest;
  readonly table: Table;
  /** What the trainer and the evaluator compute for these rows. */
  answers(rows: readonly number[]): Promise<readonly Answer[]>;
  /** One normalised vector a row for an output of the graph, [rows, width]. */
  vectors(output: string): Promise<{ readonly width: number; readonly data: Float32Array }>;
}

export async function openTrained(
  model: ModelValue,
  storage: Storage,
  engine: Engine,
): Promise<TrainedModel> {
  const manifest = await engine.manifest(model.manifest);
  const table = (await storage.readJson(model.dataset.table)) as unknown as Table;
  const needed = new Set(manifest.feeds.map(({ source }) => source));
  const arrays: { [source: string]: RowArrays } = {};
  for (const [source, key] of Object.entries(manifest.encoded)) {
    if (needed.has(source)) arrays[source] = (await engine.encoded(key)).arrays;
  }
  const everyRow = table.row.map((_, row) => row);
  return {
    manifest,
    table,
    async answers(rows) {
      return engine.answers(manifest, await engine.forward(manifest, { arrays, rows }), rows.length);
    },
    async vectors(output) {
      const found = (await engine.forward(manifest, { arrays, rows: everyRow }))[output];
      if (found === undefined) throw new Error(`the serving graph has no output ${output}`);
      return found;
    },
  };
}

/** Cells of one row by column name. */
export function rowOf(
  table: Table,
  row: number,
  columns?: readonly string[],
): { readonly [column: string]: Cell } {
  const wanted = table.columns.filter(({ name }) => columns === undefined || columns.includes(name));
  return Object.fromEntries(wanted.map(({ name, values }) => [name, values[row] ?? null]));
}
