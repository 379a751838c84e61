/** Moves short rows of numbers to new places: by far the fastest way of the runtime to reorder blocks. */
import type { GraphBuilder } from "../ir/builder.ts";
import type { Value } from "../ir/value.ts";

export interface RowPlaces {
  /** Says what `count` and `row` compute, so that equal tables of a graph are built once. */
  readonly key: string;
  readonly dims: readonly number[];
  /** The row that goes to a place, by its number along each of `dims`. */
  row(place: readonly number[]): number;
}

/** rows [N, L] → [..dims, L] */
export function placeRows(g: GraphBuilder, rows: Value, places: RowPlaces): Value {
  return g.gather(rows, tableOf(g, places), 0);
}

const known = new WeakMap<GraphBuilder, Map<string, Value>>();

function tableOf(g: GraphBuilder, { key, dims, row }: RowPlaces): Value {
  const tables = known.get(g) ?? new Map<string, Value>();
  known.set(g, tables);
  const found = tables.get(key);
  if (found !== undefined) return found;
  const numbers = new Int32Array(dims.reduce((size, dim) => size * dim, 1));
  const place = dims.map(() => 0);
  for (let index = 0; index < numbers.length; index++) {
    numbers[index] = row(place);
    advance(place, dims);
  }
  const table = g.constant(numbers, dims, "int32");
  tables.set(key, table);
  return table;
}

/** The next place in row-major order. */
function advance(place: number[], dims: readonly number[]): void {
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    const next = (place[axis] ?? 0) + 1;
    if (next < (dims[axis] ?? 1)) {
      place[axis] = next;
      return;
    }
    place[axis] = 0;
  }
}
