/** A source after encoding: the fitted recipe and its arrays for every row of the dataset. */
import type { RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { LearnedPart } from "../tuning/learned-part.ts";

export interface EncodedSource {
  /** Content key of the encode step. */
  readonly key: string;
  readonly recipe: Recipe;
  /**
   * Part → array with one entry per row. `variant1`, `variant2` … are the same as `value`, computed from randomly
   * varied pictures of the training rows.
   */
  readonly arrays: RowArrays;
  /** The part of a ready encoder that learns. */
  readonly learned?: LearnedPart;
}
