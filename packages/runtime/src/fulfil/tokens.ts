/** Fulfils the tokens recipe: texts → token ids and mask of a fixed length. */
import { loadTokenizer } from "@fuseline/data";
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import type { FulfilContext } from "./context.ts";

/** Parts: ids int64 [length], mask [length], presence. Several texts a row: the first one. */
export async function fulfilTokens(
  recipe: Extract<Recipe, { recipe: "tokens" }>,
  reader: RowReader,
  context: FulfilContext,
): Promise<RowArrays> {
  const tokenizer = await loadTokenizer(context.storage, { tokenizer: recipe.tokenizer, config: null });
  const ids = makeRowArray("int64", [recipe.length], reader.count);
  const mask = makeRowArray("float32", [recipe.length], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  for (let row = 0; row < reader.count; row++) {
    const [text] = reader.texts(recipe.column.column, row);
    if (text === undefined) continue;
    presence.data[row] = 1;
    tokenizer.encode(text, recipe.length).forEach((id, place) => {
      ids.data[row * recipe.length + place] = BigInt(id);
      mask.data[row * recipe.length + place] = 1;
    });
  }
  return { ids, mask, presence };
}
