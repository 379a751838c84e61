/** Fulfils the sources of a trained model for rows of another table than the one it was trained on. */
import type { Table } from "@fuseline/schema";
import type { RowArrays } from "../arrays/row-array.ts";
import type { FulfilContext } from "../fulfil/context.ts";
import { fulfil } from "../fulfil/fulfil.ts";
import type { Manifest } from "../manifest.ts";
import { tableReader } from "../rows/row-reader.ts";

/** Arrays with one entry per row of the table, targets and keys included; a column that is missing reads as empty. */
export async function fulfilSources(
  { sources }: Pick<Manifest, "sources">,
  table: Table,
  context: FulfilContext,
): Promise<{ [source: string]: RowArrays }> {
  const reader = tableReader(table, context.storage);
  const arrays: { [source: string]: RowArrays } = {};
  // One after the other: each encoder uses every core.
  for (const [name, recipe] of Object.entries(sources)) arrays[name] = await fulfil(recipe, reader, context);
  return arrays;
}
