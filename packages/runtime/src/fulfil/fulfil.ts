/** Fulfils any recipe for any rows: the one way from cells to numbers, for training, evaluation and requests. */
import type { RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import { fulfilTuned } from "../tuning/fulfil-tuned.ts";
import type { FulfilContext } from "./context.ts";
import { fulfilImageModel } from "./image-model.ts";
import { fulfilPixels } from "./pixels.ts";
import { fulfilTable } from "./table.ts";
import { fulfilClassTarget, fulfilNumberTarget, fulfilPairKey } from "./targets.ts";
import { fulfilTextModel } from "./text-model.ts";
import { fulfilTokens } from "./tokens.ts";

export async function fulfil(recipe: Recipe, reader: RowReader, context: FulfilContext): Promise<RowArrays> {
  switch (recipe.recipe) {
    case "image-model":
      return fulfilImageModel(recipe, reader, context);
    case "text-model":
      return fulfilTextModel(recipe, reader, context);
    case "tuned-model":
      return fulfilTuned(recipe, reader, context);
    case "pixels":
      return fulfilPixels(recipe, reader, context);
    case "tokens":
      return fulfilTokens(recipe, reader, context);
    case "table":
      return fulfilTable(recipe.columns, reader);
    case "class-target":
      return fulfilClassTarget(recipe, reader);
    case "number-target":
      return fulfilNumberTarget(recipe, reader);
    case "pair-key":
      return fulfilPairKey(recipe, reader);
  }
}
