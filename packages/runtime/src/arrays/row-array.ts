/** Arrays with one entry per row: what recipes make and graphs are fed with. */

export type RowData = Float32Array | Uint8Array | BigInt64Array;
export type RowDType = "float32" | "uint8" | "int64";

/** `data` holds `count` rows of shape `dims` (row-major); a scalar per row has `dims` []. */
export interface RowArray {
  readonly dtype: RowDType;
  readonly dims: readonly number[];
  readonly count: number;
  readonly data: RowData;
}

export type RowArrays = { readonly [part: string]: RowArray };

export function rowSize(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

export function makeRowArray(dtype: RowDType, dims: readonly number[], count: number): RowArray {
  const length = rowSize(dims) * count;
  switch (dtype) {
    case "float32":
      return { dtype, dims, count, data: new Float32Array(length) };
    case "uint8":
      return { dtype, dims, count, data: new Uint8Array(length) };
    case "int64":
      return { dtype, dims, count, data: new BigInt64Array(length) };
  }
}

/**
 * Copies `rows` into `target` one after the other; places past the last row keep what they held, so a short batch is
 * padded with whatever a full one left there (its row weight is 0).
 */
export function gatherRows(source: RowArray, rows: ArrayLike<number>, target: RowData): void {
  const size = rowSize(source.dims);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    copyRow(source.data, row * size, target, place * size, size);
  }
}

function copyRow(from: RowData, start: number, to: RowData, at: number, size: number): void {
  if (size === 1) {
    to[at] = from[start] as never;
  } else if (from instanceof Float32Array && to instanceof Float32Array) {
    to.set(from.subarray(start, start + size), at);
  } else if (from instanceof Uint8Array && to instanceof Uint8Array) {
    to.set(from.subarray(start, start + size), at);
  } else if (from instanceof BigInt64Array && to instanceof BigInt64Array) {
    to.set(from.subarray(start, start + size), at);
  } else {
    throw new Error("rows and target have different element types");
  }
}
