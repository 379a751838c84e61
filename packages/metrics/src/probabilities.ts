/** Numbers about class probabilities: are the confident answers right. `probabilities` is row-major [rows, classes]. */
import { type Numbers, requireSameLength } from "./numbers.ts";

export interface ClassProbabilities {
  readonly probabilities: Numbers;
  readonly classes: number;
}

/** Probabilities are kept away from 0 and 1 by this much, so that one certain mistake is not infinite. */
const EPSILON = 1e-15;

/** Mean of −ln p(true class), in nats. */
export function logLoss(given: ClassProbabilities, truth: Numbers): number {
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum -= Math.log(clamp(at(given, i, truth[i] ?? -1)));
  return sum / truth.length;
}

/** Brier score of several classes: mean of Σ_k (p_k − [k = true])², 0 … 2 (Brier 1950). */
export function brierScore(given: ClassProbabilities, truth: Numbers): number {
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    for (let k = 0; k < given.classes; k++) sum += (at(given, i, k) - (k === truth[i] ? 1 : 0)) ** 2;
  }
  return sum / truth.length;
}

/** Share of rows whose true class is among the k most probable; ties rank the true class worst. */
export function topKAccuracy(given: ClassProbabilities, truth: Numbers, k: number): number {
  let right = 0;
  for (let i = 0; i < truth.length; i++) {
    const target = truth[i] ?? -1;
    const own = at(given, i, target);
    let rank = 1;
    for (let other = 0; other < given.classes; other++)
      if (other !== target && at(given, i, other) >= own) rank++;
    if (rank <= k) right++;
  }
  return right / truth.length;
}

/** Log loss of yes/no answers: mean of −ln(p) for y = 1 and −ln(1 − p) for y = 0. */
export function binaryLogLoss(probabilities: Numbers, truth: Numbers): number {
  requireSameLength(probabilities, truth);
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    const p = probabilities[i] ?? Number.NaN;
    sum -= Math.log(clamp(truth[i] === 1 ? p : 1 - p));
  }
  return sum / truth.length;
}

/** Brier score of yes/no answers: mean of (p − y)², 0 … 1. */
export function binaryBrierScore(probabilities: Numbers, truth: Numbers): number {
  requireSameLength(probabilities, truth);
  let sum = 0;
  for (let i = 0; i < truth.length; i++)
    sum += ((probabilities[i] ?? Number.NaN) - (truth[i] ?? Number.NaN)) ** 2;
  return sum / truth.length;
}

function at(given: ClassProbabilities, row: number, column: number): number {
  const value = given.probabilities[row * given.classes + column];
  if (value === undefined || column < 0 || column >= given.classes) {
    throw new RangeError(`no probability at row ${row}, class ${column}`);
  }
  return value;
}

const clamp = (p: number) => Math.min(1 - EPSILON, Math.max(EPSILON, p));
