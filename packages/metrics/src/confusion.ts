/** The confusion matrix and every number that follows from it alone. Classes are indices 0 … classes − 1. */
import { type Numbers, requireSameLength } from "./numbers.ts";

/** Counts: `matrix[true][given]`. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** @throws RangeError on a class outside 0 … classes − 1. */
export function confusionMatrix(truth: Numbers, given: Numbers, classes: number): ConfusionMatrix {
  requireSameLength(truth, given);
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) {
    const row = matrix[truth[i] ?? -1];
    const column = given[i] ?? -1;
    const count = row?.[column];
    if (row === undefined || count === undefined)
      throw new RangeError(`row ${i}: a class outside 0…${classes - 1}`);
    row[column] = count + 1;
  }
  return matrix;
}

/** One class against the rest. `precision` is NaN when the class was never given, `recall` when it has no rows. */
export interface ClassScore {
  readonly precision: number;
  readonly recall: number;
  /** 2PR / (P + R), written 2·right / (rows + given); NaN when the class neither occurs nor was given. */
  readonly f1: number;
  /** Rows of this class. */
  readonly rows: number;
}

export function classScores(matrix: ConfusionMatrix): readonly ClassScore[] {
  return matrix.map((row, index) => {
    const right = row[index] ?? 0;
    const rows = row.reduce((sum, count) => sum + count, 0);
    const given = matrix.reduce((sum, other) => sum + (other[index] ?? 0), 0);
    return { precision: right / given, recall: right / rows, f1: (2 * right) / (rows + given), rows };
  });
}

/** Share of rows on the diagonal; NaN without rows. */
export function accuracy(matrix: ConfusionMatrix): number {
  const { rows, right } = totals(matrix);
  return right / rows;
}

/** Mean recall over the classes that have rows. */
export function balancedAccuracy(matrix: ConfusionMatrix): number {
  return meanOfDefined(classScores(matrix).map((score) => score.recall));
}

/** Mean F1 over the classes that occur or were given (scikit-learn's `macro`). */
export function macroF1(matrix: ConfusionMatrix): number {
  return meanOfDefined(classScores(matrix).map((score) => score.f1));
}

/** F1 averaged with the number of rows of each class as its weight. */
export function weightedF1(matrix: ConfusionMatrix): number {
  const present = classScores(matrix).filter((score) => score.rows > 0);
  const rows = present.reduce((sum, score) => sum + score.rows, 0);
  return present.reduce((sum, score) => sum + score.f1 * score.rows, 0) / rows;
}

/**
 * Cohen's κ = (p_o − p_e) / (1 − p_e), p_e the agreement expected from the two marginals (Cohen 1960).
 * NaN when truth and answers are one and the same class throughout.
 */
export function cohenKappa(matrix: ConfusionMatrix): number {
  const { rows, right, truth, given } = totals(matrix);
  const expected = truth.reduce((sum, count, k) => sum + count * (given[k] ?? 0), 0) / rows ** 2;
  return (right / rows - expected) / (1 - expected);
}

/**
 * Matthews correlation for any number of classes (Gorodkin 2004):
 * (c·s − Σ p_k t_k) / √((s² − Σ p_k²)(s² − Σ t_k²)); 0 when either side is a single class.
 */
export function matthewsCorrelation(matrix: ConfusionMatrix): number {
  const { rows, right, truth, given } = totals(matrix);
  const squares = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count ** 2, 0);
  const joint = truth.reduce((sum, count, k) => sum + count * (given[k] ?? 0), 0);
  const spread = Math.sqrt((rows ** 2 - squares(given)) * (rows ** 2 - squares(truth)));
  return spread === 0 ? 0 : (right * rows - joint) / spread;
}

function totals(matrix: ConfusionMatrix) {
  const truth = matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
  const given = matrix.map((_, k) => matrix.reduce((sum, row) => sum + (row[k] ?? 0), 0));
  const rows = truth.reduce((sum, count) => sum + count, 0);
  const right = matrix.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  return { rows, right, truth, given };
}

function meanOfDefined(values: readonly number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
