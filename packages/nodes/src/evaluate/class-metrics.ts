/** Every number about chosen classes, with what answering without looking would give. */
import {
  balancedAccuracy,
  cohenKappa,
  confusionMatrix,
  expectedCalibrationError,
  logLoss,
  macroF1,
  matthewsCorrelation,
  mean,
  topKAccuracy,
  weightedF1,
} from "@fuseline/metrics";
import { classAreas } from "./class-areas.ts";
import { bootstrapped, type MeasuredPart, type Metrics, shares, withChance } from "./metric-number.ts";

export interface ClassRows {
  readonly labels: readonly string[];
  /** Rows of each class among the training rows. */
  readonly counts: readonly number[];
  /** Row-major [rows, classes]. */
  readonly probabilities: Float64Array;
  readonly truth: readonly number[];
}

const TOP = 5;
/** Kept away from 0, so that one certain mistake is not infinite. */
const SMALLEST = 1e-15;

export function classMetrics(rows: ClassRows, part: MeasuredPart): Metrics {
  const { labels, probabilities, truth } = rows;
  const classes = labels.length;
  const given = givenClasses(rows);
  const right = truth.map((label, row) => (given[row] === label ? 1 : 0));
  const among = truth.map((label, row) => topFive(rows, row, label));
  const confidence = given.map((label, row) => probabilities[row * classes + label] ?? 0);
  const losses = truth.map(
    (label, row) => -Math.log(Math.max(SMALLEST, probabilities[row * classes + label] ?? 0)),
  );
  const areas = classAreas({ probabilities, classes, truth });
  const numbers = bootstrapped((drawn) => {
    const of = (list: readonly number[]): number[] => Array.from(drawn, (row) => list[row] ?? 0);
    const matrix = confusionMatrix(of(truth), of(given), classes);
    return {
      balancedAccuracy: balancedAccuracy(matrix),
      macroF1: macroF1(matrix),
      weightedF1: weightedF1(matrix),
      kappa: cohenKappa(matrix),
      mcc: matthewsCorrelation(matrix),
      logLoss: mean(of(losses)),
      ...areas(drawn),
      ece: expectedCalibrationError(of(confidence), of(right)),
    };
  }, part);
  const certain = shares(classes > TOP ? { accuracy: right, top5: among } : { accuracy: right }, part);
  return withChance({ ...certain, ...numbers }, chanceOf(rows));
}

/** The most probable class of each row. */
export function givenClasses({ labels, probabilities, truth }: ClassRows): number[] {
  return truth.map((_, row) => {
    const own = probabilities.subarray(row * labels.length, (row + 1) * labels.length);
    return own.indexOf(Math.max(...own));
  });
}

/** Class that is commonest among the training rows. */
export function commonestClass({ counts }: Pick<ClassRows, "counts">): number {
  return counts.indexOf(Math.max(...counts));
}

function topFive({ labels, probabilities }: ClassRows, row: number, label: number): number {
  const own = probabilities.subarray(row * labels.length, (row + 1) * labels.length);
  return topKAccuracy({ probabilities: own, classes: labels.length }, [label], TOP);
}

/** What "always the commonest" and the shares of the training rows would reach on these rows. */
function chanceOf(rows: ClassRows): { readonly [name: string]: number } {
  const { counts, truth, labels } = rows;
  const classes = labels.length;
  const matrix = confusionMatrix(truth, new Array<number>(truth.length).fill(commonestClass(rows)), classes);
  const commonest = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0)).slice(0, TOP);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const prior = Float64Array.from({ length: truth.length * classes }, (_, place) => {
    return (counts[place % classes] ?? 0) / total;
  });
  return {
    accuracy: mean(truth.map((label) => (label === commonestClass(rows) ? 1 : 0))),
    top5: mean(truth.map((label) => (commonest.includes(label) ? 1 : 0))),
    balancedAccuracy: balancedAccuracy(matrix),
    macroF1: macroF1(matrix),
    weightedF1: weightedF1(matrix),
    kappa: 0,
    mcc: 0,
    logLoss: logLoss({ probabilities: prior, classes }, truth),
    ...classAreas({ probabilities: prior, classes, truth })([...truth.keys()]),
  };
}
