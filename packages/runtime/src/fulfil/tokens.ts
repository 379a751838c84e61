/** Texts → token ids and mask of a fixed length: the tokens recipe, and what ready encoders that learn are fed. */
import { loadTokenizer } from "@fuseline/data";
import { makeRowArray, type RowArray, type RowArrays } from "../arrays/row-array.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";
import type { FulfilContext } from "./context.ts";

export interface TokenisedColumn {
  readonly column: string;
  readonly tokenizer: string;
  readonly tokenizerConfig: string | null;
  /** Put before every text. */
  readonly prefix: string;
  readonly length: number;
  /** The token that fills up. */
  readonly padding: number;
}

export type Tokens = {
  readonly ids: RowArray & { readonly data: BigInt64Array };
  readonly mask: RowArray & { readonly data: Float32Array };
  readonly presence: RowArray;
};

export function fulfilTokens(
  { column, tokenizer, length }: Extract<Recipe, { recipe: "tokens" }>,
  reader: RowReader,
  context: Pick<FulfilContext, "storage">,
): Promise<RowArrays> {
  const plain = { tokenizerConfig: null, prefix: "", padding: 0 };
  return tokenised({ column: column.column, tokenizer, length, ...plain }, reader, context);
}

/** Parts: ids int64 [length], mask [length], presence. Several texts a row: the first one. */
export async function tokenised(
  { column, tokenizer: file, tokenizerConfig: config, prefix, length, padding }: TokenisedColumn,
  reader: RowReader,
  { storage }: Pick<FulfilContext, "storage">,
): Promise<Tokens> {
  const tokenizer = await loadTokenizer(storage, { tokenizer: file, config });
  const { count } = reader;
  const ids = new BigInt64Array(count * length).fill(BigInt(padding));
  const mask = new Float32Array(count * length);
  const presence = makeRowArray("float32", [], count);
  for (let row = 0; row < count; row++) {
    const [text] = reader.texts(column, row);
    if (text === undefined) continue;
    presence.data[row] = 1;
    tokenizer.encode(`${prefix}${text}`, length).forEach((id, place) => {
      ids[row * length + place] = BigInt(id);
      mask[row * length + place] = 1;
    });
  }
  return {
    ids: { dtype: "int64", dims: [length], count, data: ids },
    mask: { dtype: "float32", dims: [length], count, data: mask },
    presence,
  };
}
