/** Runs a trained model's serving graph on fulfilled arrays: the one forward path of evaluator, endpoint and command line. */
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { gatherRows, makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import { recipeColumns } from "../graph/recipe-columns.ts";
import type { Manifest } from "../manifest.ts";
import type { Recipe } from "../recipe.ts";

export type ForwardOutputs = {
  readonly [name: string]: { readonly width: number; readonly data: Float32Array };
};

export interface ForwardInput {
  readonly arrays: { readonly [source: string]: RowArrays };
  readonly rows: readonly number[];
  /** Columns to hide, as if their cells were empty: for ablation. */
  readonly hidden?: ReadonlySet<string>;
  /** Reads these sources from other rows (same length as `rows`): for shuffled parts. */
  readonly exchanged?: { readonly sources: ReadonlySet<string>; readonly rows: readonly number[] };
}

/** Rows per run; larger batches gain nothing on the CPU and cost memory. */
const BATCH = 256;

/** What `forward` needs of a manifest. */
type Fed = Pick<Manifest, "feeds" | "sources">;

export async function forward(
  session: InferenceSession,
  manifest: Fed,
  input: ForwardInput,
): Promise<ForwardOutputs> {
  const chunks = new Map<string, Float32Array[]>();
  for (let start = 0; start < input.rows.length; start += BATCH) {
    const results = await session.run(
      feedsFor(manifest, input, { start, end: Math.min(start + BATCH, input.rows.length) }),
    );
    for (const [name, tensor] of Object.entries(results)) {
      chunks.set(name, [...(chunks.get(name) ?? []), tensor.data as Float32Array]);
    }
  }
  return Object.fromEntries(
    [...chunks].map(([name, parts]) => {
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      const data = new Float32Array(length);
      let at = 0;
      for (const part of parts) {
        data.set(part, at);
        at += part.length;
      }
      return [name, { width: input.rows.length === 0 ? 0 : length / input.rows.length, data }];
    }),
  );
}

function feedsFor(
  manifest: Fed,
  input: ForwardInput,
  range: { start: number; end: number },
): { [name: string]: Tensor } {
  const count = range.end - range.start;
  const feeds: { [name: string]: Tensor } = {};
  for (const binding of manifest.feeds) {
    const array = input.arrays[binding.source]?.[binding.part];
    if (array === undefined) throw new Error(`no array for graph input ${binding.input}`);
    const { data } = makeRowArray(array.dtype, array.dims, count);
    const recipe = manifest.sources[binding.source];
    const hide = recipe !== undefined && input.hidden !== undefined && isHidden(recipe, input.hidden);
    const rows = input.exchanged?.sources.has(binding.source) ? input.exchanged.rows : input.rows;
    // A hidden part reads as an empty cell does: zeros, presence 0.
    if (!hide) gatherRows(array, rows.slice(range.start, range.end), data);
    feeds[binding.input] = new Tensor(array.dtype, data, [count, ...array.dims]);
  }
  return feeds;
}

function isHidden(recipe: Recipe, hidden: ReadonlySet<string>): boolean {
  return recipeColumns(recipe).every((column) => hidden.has(column));
}
