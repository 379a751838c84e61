/** How far predicted numbers are off. Every function takes (truth, predicted) in the answer's own units. */
import { mean, median, type Numbers, requireSameLength } from "./numbers.ts";

/** Mean of |y − ŷ|. */
export function meanAbsoluteError(truth: Numbers, predicted: Numbers): number {
  return mean(errors(truth, predicted).map(Math.abs));
}

/** √ mean of (y − ŷ)². */
export function rootMeanSquaredError(truth: Numbers, predicted: Numbers): number {
  return Math.sqrt(mean(errors(truth, predicted).map((error) => error ** 2)));
}

/**
 * Coefficient of determination R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²: 1 is perfect, 0 no better than the mean of these
 * rows, below 0 worse. NaN when every true value is the same.
 */
export function rSquared(truth: Numbers, predicted: Numbers): number {
  const average = mean(truth);
  const total = Array.from(truth, (y) => (y - average) ** 2).reduce((sum, square) => sum + square, 0);
  const left = errors(truth, predicted).reduce((sum, error) => sum + error ** 2, 0);
  return total === 0 ? Number.NaN : 1 - left / total;
}

/** Mean of |y − ŷ| / |y| as a share (0.1 is 10 %), over rows whose true value is not 0; NaN without such rows. */
export function meanAbsolutePercentageError(truth: Numbers, predicted: Numbers): number {
  return mean(relativeErrors(truth, predicted));
}

/** Median of |y − ŷ| / |y| as a share, over rows whose true value is not 0; NaN without such rows. */
export function medianPercentageError(truth: Numbers, predicted: Numbers): number {
  return median(relativeErrors(truth, predicted));
}

function errors(truth: Numbers, predicted: Numbers): Float64Array {
  requireSameLength(truth, predicted);
  return Float64Array.from(
    { length: truth.length },
    (_, i) => (truth[i] ?? 0) - (predicted[i] ?? Number.NaN),
  );
}

function relativeErrors(truth: Numbers, predicted: Numbers): readonly number[] {
  const off = errors(truth, predicted);
  return Array.from(truth, (y, i) => Math.abs((off[i] ?? 0) / y)).filter((_, i) => truth[i] !== 0);
}
