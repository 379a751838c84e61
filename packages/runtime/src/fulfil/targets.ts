/** Fulfils targets and keys: class places, standardised numbers, equal numbers for equal keys. */
import { makeRowArray, type RowArrays } from "../arrays/row-array.ts";
import { toNumber } from "../fit/numbers.ts";
import type { Recipe } from "../recipe.ts";
import type { RowReader } from "../rows/row-reader.ts";

type RecipeOf<K extends Recipe["recipe"]> = Extract<Recipe, { recipe: K }>;

/** `value` int64 []: place of the class; `presence`: 0 where the cell is empty or its class was never trained. */
export function fulfilClassTarget(recipe: RecipeOf<"class-target">, reader: RowReader): RowArrays {
  const places = new Map(recipe.labels.map((label, index) => [label, index]));
  const value = makeRowArray("int64", [], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  for (let row = 0; row < reader.count; row++) {
    const place = places.get(reader.texts(recipe.column.column, row)[0] ?? "");
    value.data[row] = BigInt(place ?? 0);
    presence.data[row] = place === undefined ? 0 : 1;
  }
  return { value, presence };
}

/** `value` float32 [targets] standardised; `presence`: 0 where any of them is missing. */
export function fulfilNumberTarget(recipe: RecipeOf<"number-target">, reader: RowReader): RowArrays {
  const width = recipe.columns.length;
  const value = makeRowArray("float32", [width], reader.count);
  const presence = makeRowArray("float32", [], reader.count);
  for (let row = 0; row < reader.count; row++) {
    let complete = true;
    recipe.columns.forEach(({ column }, index) => {
      const raw = toNumber(reader.scalar(column, row));
      const scaled = standardise(recipe, index, raw);
      if (Number.isFinite(scaled)) value.data[row * width + index] = scaled;
      else complete = false;
    });
    presence.data[row] = complete ? 1 : 0;
  }
  return { value, presence };
}

export interface NumberScale {
  readonly log: readonly boolean[];
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

export function standardise(scale: NumberScale, index: number, raw: number): number {
  return ((scale.log[index] ? Math.log(raw) : raw) - (scale.mean[index] ?? 0)) / (scale.scale[index] ?? 1);
}

/** Back to the units of the column. */
export function inUnits(scale: NumberScale, index: number, standardised: number): number {
  const value = standardised * (scale.scale[index] ?? 1) + (scale.mean[index] ?? 0);
  return scale.log[index] ? Math.exp(value) : value;
}

/** `value` int64 []: rows with equal keys get equal numbers; an empty key is equal to no other. */
export function fulfilPairKey(recipe: RecipeOf<"pair-key">, reader: RowReader): RowArrays {
  const numbers = new Map<string, number>();
  const value = makeRowArray("int64", [], reader.count);
  for (let row = 0; row < reader.count; row++) {
    const key = reader.texts(recipe.column.column, row)[0] ?? `\u0000${row}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    value.data[row] = BigInt(number);
  }
  return { value };
}
