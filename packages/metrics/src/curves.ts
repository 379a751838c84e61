/** ROC and precision–recall curves of one class against the rest, and the areas under them. */
import { type Numbers, requireSameLength } from "./numbers.ts";

/** Counts at one threshold: every row with a score ≥ `threshold` is called positive. */
export interface ThresholdPoint {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

export interface Curve {
  /** One point per distinct score, from the highest; rows with equal scores move together. */
  readonly points: readonly ThresholdPoint[];
  readonly positives: number;
  readonly negatives: number;
}

/** `truth`: 1 for positive rows, else 0. */
export function thresholdCurve(scores: Numbers, truth: Numbers): Curve {
  requireSameLength(scores, truth);
  const order = Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const points: ThresholdPoint[] = [];
  let truePositives = 0;
  order.forEach((row, seen) => {
    if (truth[row] === 1) truePositives++;
    const next = order[seen + 1];
    if (next !== undefined && scores[next] === scores[row]) return;
    const threshold = scores[row] ?? Number.NaN;
    points.push({ threshold, truePositives, falsePositives: seen + 1 - truePositives });
  });
  return { points, positives: truePositives, negatives: scores.length - truePositives };
}

/** Area under the ROC curve by trapezoids = P(positive scores higher) + ½ P(equal). NaN if a side is empty. */
export function rocAuc(scores: Numbers, truth: Numbers): number {
  const { points, positives, negatives } = thresholdCurve(scores, truth);
  let area = 0;
  let before = { truePositives: 0, falsePositives: 0 };
  for (const point of points) {
    const width = point.falsePositives - before.falsePositives;
    area += (width * (point.truePositives + before.truePositives)) / 2;
    before = point;
  }
  return area / (positives * negatives);
}

/** Average precision Σ (R_n − R_{n−1}) P_n, without interpolation (scikit-learn). NaN without positives. */
export function averagePrecision(scores: Numbers, truth: Numbers): number {
  const { points, positives } = thresholdCurve(scores, truth);
  let sum = 0;
  let before = 0;
  for (const { truePositives, falsePositives } of points) {
    sum += ((truePositives - before) * truePositives) / (truePositives + falsePositives);
    before = truePositives;
  }
  return sum / positives;
}

/**
 * Mean of a one-against-the-rest number over the classes where it is defined (they need rows on both sides).
 * `scores` is row-major [rows, classes].
 */
export function oneVersusRest(
  scores: { readonly scores: Numbers; readonly classes: number },
  truth: Numbers,
  area: (scores: Numbers, truth: Numbers) => number,
): number {
  const values: number[] = [];
  for (let k = 0; k < scores.classes; k++) {
    const own = Float64Array.from(
      { length: truth.length },
      (_, i) => scores.scores[i * scores.classes + k] ?? 0,
    );
    const positive = Uint8Array.from({ length: truth.length }, (_, i) => (truth[i] === k ? 1 : 0));
    const value = area(own, positive);
    if (!Number.isNaN(value) && positive.includes(1)) values.push(value);
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
