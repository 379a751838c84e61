/** An encode step: fits a source and fulfils it for every row, once; afterwards it is read back from storage. */
import { type Issue, issue, type SourceSpec, type Table, UserError } from "@fuseline/schema";
import type { RowArray, RowArrays } from "../arrays/row-array.ts";
import { fitSource, type PretrainedModels } from "../fit/fit-source.ts";
import type { FulfilContext } from "../fulfil/context.ts";
import { fulfil } from "../fulfil/fulfil.ts";
import { recipeColumns } from "../graph/recipe-columns.ts";
import type { Recipe } from "../recipe.ts";
import { tableReader } from "../rows/row-reader.ts";
import { learnedPart } from "../tuning/learned-part.ts";
import type { EncodedSource } from "./encoded-source.ts";

export interface EncodeRequest {
  readonly key: string;
  readonly spec: SourceSpec;
  readonly table: Table;
  readonly models: PretrainedModels;
  readonly context: FulfilContext;
  readonly runId: string;
  /** What `context.issue` has heard by the end, stored with the result and repeated when it is reused. */
  readonly issues?: readonly Issue[];
}

/** Training rows; all of them where nothing was set aside. */
export function trainRows(table: Table): number[] {
  return table.row.flatMap((_, row) =>
    table.split === undefined || table.split[row] === "train" ? [row] : [],
  );
}

export async function encodeSource({
  key,
  spec,
  table,
  models,
  context,
  runId,
  issues = [],
}: EncodeRequest): Promise<EncodedSource> {
  const started = performance.now();
  const reader = tableReader(table, context.storage);
  const recipe = await fitSource({ spec, reader, train: trainRows(table), models, context });
  const arrays = await fulfil(recipe, reader, context);
  refuseWithoutPictures(recipe, arrays);
  await context.storage.arrays.put(
    key,
    Object.entries(arrays).map(([name, { dtype, dims, count, data }]) => ({
      name,
      dtype,
      shape: [count, ...dims],
      data,
    })),
  );
  // The result is written last: where it stands, the arrays stand too.
  const seconds = (performance.now() - started) / 1000;
  await context.storage.results.put(key, { outputs: {}, runId, seconds, issues, facts: recipe as never });
  return { key, recipe, arrays, ...(await learnedPart(recipe, context.storage)) };
}

/** A model that learns from pictures of which none is there would answer, and mean nothing. */
function refuseWithoutPictures(recipe: Recipe, { presence }: RowArrays): void {
  const read = recipe.recipe === "tuned-model" ? recipe.encoder.recipe : recipe.recipe;
  if ((read !== "image-model" && read !== "pixels") || presence === undefined) return;
  if (presence.count === 0 || presence.data.some((share) => Number(share) > 0)) return;
  const column = recipeColumns(recipe).join(", ");
  throw new UserError(issue("pictures-missing", {}, { column, rows: presence.count }));
}

/** Null when the step has not been done, or its arrays were tidied away. */
export async function readEncoded(
  context: Pick<FulfilContext, "storage">,
  key: string,
): Promise<EncodedSource | null> {
  const result = await context.storage.results.get(key);
  const reader = result === null ? null : await context.storage.arrays.open(key);
  if (result === null || reader === null) return null;
  try {
    const arrays: { [part: string]: RowArray } = {};
    for (const { name, dtype, shape } of reader.arrays) {
      const data = (await reader.read(name)) as RowArray["data"];
      arrays[name] = { dtype: dtype as RowArray["dtype"], dims: shape.slice(1), count: shape[0] ?? 0, data };
    }
    const recipe = result.facts as unknown as Recipe;
    return { key, recipe, arrays: arrays as RowArrays, ...(await learnedPart(recipe, context.storage)) };
  } finally {
    await reader.close();
  }
}
