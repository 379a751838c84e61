import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldsOf } from "./folds.ts";
import { foldWeights, gram, type Matrix, matrix, product, ridge, transposed } from "./ridge.ts";

const of = (rows: readonly (readonly number[])[]): Matrix =>
  matrix(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()));

const number = fc.double({ min: -3, max: 3, noNaN: true });
const matrixOf = (rows: number, columns: number) =>
  fc
    .array(number, { minLength: rows * columns, maxLength: rows * columns })
    .map((data) => matrix(rows, columns, Float64Array.from(data)));

describe("ridge", () => {
  it("has the weights of the catalogue", () => {
    // NODES.md, section 6.2: X = [[1, 0], [0, 1], [1, 1]], y = [1, 2, 4], λ = 1.
    const w = ridge(
      of([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
      of([[1], [2], [4]]),
      1,
    );
    expect([...w.data].map((value) => value.toFixed(6))).toEqual(["1.125000", "1.625000"]);
  });

  it("solves (XᵀX + λI)W = XᵀY, with more rows than columns and with fewer", () => {
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(
        fc.tuple(size, size).chain(([n, d]) => fc.tuple(matrixOf(n, d), matrixOf(n, 2))),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        ([x, y], strength) => {
          const w = ridge(x, y, strength);
          const left = product(product(transposed(x), x), w);
          const right = product(transposed(x), y);
          right.data.forEach((value, place) => {
            expect((left.data[place] ?? 0) + strength * (w.data[place] ?? 0)).toBeCloseTo(value, 6);
          });
        },
      ),
    );
  });

  it("is told for held-out rows from products of rows alone", () => {
    fc.assert(
      fc.property(matrixOf(6, 3), matrixOf(6, 2), (x, y) => {
        const fold = { train: [0, 2, 3, 5], held: [1, 4] };
        const pick = (m: Matrix, rows: readonly number[]): Matrix =>
          of(rows.map((row) => [...m.data.subarray(row * m.columns, (row + 1) * m.columns)]));
        const said = product(foldWeights(gram(x), fold, 2), pick(y, fold.train));
        const direct = product(pick(x, fold.held), ridge(pick(x, fold.train), pick(y, fold.train), 2));
        said.data.forEach((value, place) => {
          expect(value).toBeCloseTo(direct.data[place] ?? Number.NaN, 6);
        });
      }),
    );
  });
});

describe("folds", () => {
  it("hold every row out once, and learn from the others", () => {
    const folds = foldsOf(23, "seed");
    const held = folds.flatMap((fold) => fold.held);
    expect(held.sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, row) => row));
    for (const fold of folds) {
      expect(fold.train.length + fold.held.length).toBe(23);
      expect(fold.train.filter((row) => fold.held.includes(row))).toEqual([]);
    }
    expect(foldsOf(23, "seed")).toEqual(folds);
    expect(foldsOf(23, "other")).not.toEqual(folds);
    expect(foldsOf(5_000, "seed").flatMap((fold) => fold.held)).toHaveLength(600);
  });
});
