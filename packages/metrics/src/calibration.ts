/** Calibration: does "90 % sure" mean right nine times in ten. */
import { type Numbers, requireSameLength } from "./numbers.ts";

export interface ReliabilityBin {
  /** The bin holds confidences in (low, high]; the first one holds 0 as well. */
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  readonly confidence: number;
  /** Share of its rows that are right. Both means are NaN in an empty bin. */
  readonly accuracy: number;
}

/** Equal-width bins of confidence (Guo et al. 2017, §2). `right`: 1 where the answer is right, else 0. */
export function reliabilityBins(confidence: Numbers, right: Numbers, bins = 10): readonly ReliabilityBin[] {
  requireSameLength(confidence, right);
  const sums = Array.from({ length: bins }, () => ({ rows: 0, confidence: 0, right: 0 }));
  for (let i = 0; i < confidence.length; i++) {
    const value = confidence[i] ?? Number.NaN;
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(value * bins) - 1))];
    if (bin === undefined) throw new RangeError(`row ${i}: confidence ${value}`);
    bin.rows++;
    bin.confidence += value;
    bin.right += right[i] ?? 0;
  }
  return sums.map((bin, k) => ({
    low: k / bins,
    high: (k + 1) / bins,
    rows: bin.rows,
    confidence: bin.confidence / bin.rows,
    accuracy: bin.right / bin.rows,
  }));
}

/** Expected calibration error: Σ_bins rows/total · |accuracy − confidence|. */
export function expectedCalibrationError(confidence: Numbers, right: Numbers, bins = 10): number {
  const filled = reliabilityBins(confidence, right, bins).filter((bin) => bin.rows > 0);
  return (
    filled.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.accuracy - bin.confidence), 0) /
    confidence.length
  );
}

export interface Logits {
  /** Row-major [rows, classes]. */
  readonly logits: Numbers;
  readonly classes: number;
}

const COLDEST = 0.05;
const HOTTEST = 20;

/**
 * The temperature T that minimises the log loss of softmax(logits / T) (Guo et al. 2017). The loss is convex in
 * β = 1/T with derivative mean(Σ_k p_k z_k − z_true), so its root is found by bisection. T is kept in 0.05 … 20: where
 * every answer is right no finite T is best.
 */
export function fitTemperature(given: Logits, truth: Numbers): number {
  let low = 1 / HOTTEST;
  let high = 1 / COLDEST;
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high);
    if (lossSlope(given, truth, middle) > 0) high = middle;
    else low = middle;
  }
  return 1 / Math.sqrt(low * high);
}

/** softmax(logits / temperature), row-major [rows, classes]. */
export function softmaxRows(given: Logits, temperature = 1): Float64Array {
  const { classes } = given;
  const out = new Float64Array(given.logits.length);
  for (let start = 0; start < out.length; start += classes) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) largest = Math.max(largest, given.logits[start + k] ?? Number.NaN);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const value = Math.exp(((given.logits[start + k] ?? Number.NaN) - largest) / temperature);
      out[start + k] = value;
      sum += value;
    }
    for (let k = 0; k < classes; k++) out[start + k] = (out[start + k] ?? 0) / sum;
  }
  return out;
}

function lossSlope(given: Logits, truth: Numbers, inverse: number): number {
  const probabilities = softmaxRows(given, 1 / inverse);
  let slope = 0;
  for (let i = 0; i < truth.length; i++) {
    const start = i * given.classes;
    for (let k = 0; k < given.classes; k++)
      slope += (probabilities[start + k] ?? 0) * (given.logits[start + k] ?? 0);
    slope -= given.logits[start + (truth[i] ?? 0)] ?? 0;
  }
  return slope / truth.length;
}
