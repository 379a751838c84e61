/** Ridge regression W = (XᵀX + λI)⁻¹XᵀY in whichever of its two equal forms is smaller (Hoerl & Kennard 1970). */

/** Row-major numbers. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

export function matrix(rows: number, columns: number, data = new Float64Array(rows * columns)): Matrix {
  return { rows, columns, data };
}

/** With fewer rows than columns W = Xᵀ(XXᵀ + λI)⁻¹Y is the same and cheaper. → [X columns, Y columns] */
export function ridge(x: Matrix, y: Matrix, strength: number): Matrix {
  if (x.rows < x.columns) return product(transposed(x), solved(gram(x), y, strength));
  const turned = transposed(x);
  return solved(gram(turned), product(turned, y), strength);
}

/** What a ridge learnt on some rows says of others, from the products of rows alone: K_held (K + λI)⁻¹. */
export function foldWeights(
  kernel: Matrix,
  { train, held }: { readonly train: readonly number[]; readonly held: readonly number[] },
  strength: number,
): Matrix {
  const own = matrix(train.length, train.length);
  train.forEach((row, i) => {
    train.forEach((column, j) => {
      own.data[i * train.length + j] = kernel.data[row * kernel.columns + column] ?? 0;
    });
  });
  const across = matrix(train.length, held.length);
  train.forEach((row, i) => {
    held.forEach((column, j) => {
      across.data[i * held.length + j] = kernel.data[row * kernel.columns + column] ?? 0;
    });
  });
  return transposed(solved(own, across, strength));
}

/** XXᵀ: the products of all pairs of rows. */
export function gram(x: Matrix): Matrix {
  const result = matrix(x.rows, x.rows);
  for (let i = 0; i < x.rows; i++) {
    const row = x.data.subarray(i * x.columns, (i + 1) * x.columns);
    for (let j = 0; j <= i; j++) {
      const at = j * x.columns;
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += (row[k] ?? 0) * (x.data[at + k] ?? 0);
      result.data[i * x.rows + j] = sum;
      result.data[j * x.rows + i] = sum;
    }
  }
  return result;
}

export function product(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    const target = result.data.subarray(i * b.columns, (i + 1) * b.columns);
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k] ?? 0;
      const at = k * b.columns;
      for (let j = 0; j < target.length; j++) target[j] = (target[j] ?? 0) + factor * (b.data[at + j] ?? 0);
    }
  }
  return result;
}

export function transposed(x: Matrix): Matrix {
  const result = matrix(x.columns, x.rows);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) result.data[j * x.rows + i] = x.data[i * x.columns + j] ?? 0;
  }
  return result;
}

/** (A + λI)⁻¹B for a symmetric A ≥ 0, by Cholesky's L Lᵀ. */
function solved(a: Matrix, b: Matrix, strength: number): Matrix {
  const lower = cholesky(a, strength);
  const size = a.rows;
  const width = b.columns;
  const x = b.data.slice();
  const row = (i: number): Float64Array => x.subarray(i * width, (i + 1) * width);
  const subtract = (from: Float64Array, factor: number, other: Float64Array): void => {
    for (let k = 0; k < width; k++) from[k] = (from[k] ?? 0) - factor * (other[k] ?? 0);
  };
  const divide = (target: Float64Array, by: number): void => {
    for (let k = 0; k < width; k++) target[k] = (target[k] ?? 0) / by;
  };
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) subtract(row(i), lower[i * size + j] ?? 0, row(j));
    divide(row(i), lower[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) subtract(row(i), lower[j * size + i] ?? 0, row(j));
    divide(row(i), lower[i * size + i] ?? 1);
  }
  return matrix(size, width, x);
}

function cholesky(a: Matrix, strength: number): Float64Array {
  const size = a.rows;
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const own = lower.subarray(i * size, i * size + i + 1);
    for (let j = 0; j <= i; j++) {
      const at = j * size;
      let sum = (a.data[i * size + j] ?? 0) + (i === j ? strength : 0);
      for (let k = 0; k < j; k++) sum -= (own[k] ?? 0) * (lower[at + k] ?? 0);
      // λ > 0 keeps the diagonal above zero, but for rounding.
      own[j] = i === j ? Math.sqrt(Math.max(sum, Number.EPSILON)) : sum / (lower[at + j] ?? 1);
    }
  }
  return lower;
}
