export type { Logits, ReliabilityBin } from "./calibration.ts";
export { expectedCalibrationError, fitTemperature, reliabilityBins, softmaxRows } from "./calibration.ts";
export type { ClassScore, ConfusionMatrix } from "./confusion.ts";
export {
  accuracy,
  balancedAccuracy,
  classScores,
  cohenKappa,
  confusionMatrix,
  macroF1,
  matthewsCorrelation,
  weightedF1,
} from "./confusion.ts";
export type { Curve, ThresholdPoint } from "./curves.ts";
export { averagePrecision, oneVersusRest, rocAuc, thresholdCurve } from "./curves.ts";
export type { BootstrapResult, Interval, ResampleOptions } from "./intervals.ts";
export { bootstrap, everyResample, resampledRows, wilsonInterval } from "./intervals.ts";
export { mcnemarExact } from "./mcnemar.ts";
export type { Numbers } from "./numbers.ts";
export { mean, median, quantile } from "./numbers.ts";
export type { SubsetValue } from "./parts.ts";
export { ablationDrops, shapleyValues, subsetsOf } from "./parts.ts";
export type { ClassProbabilities } from "./probabilities.ts";
export { binaryBrierScore, binaryLogLoss, brierScore, logLoss, topKAccuracy } from "./probabilities.ts";
export {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianPercentageError,
  rootMeanSquaredError,
  rSquared,
} from "./regression.ts";
export type { QueryQuality, ScoreMatrix, SearchQuality } from "./retrieval.ts";
export {
  averagePrecisionAtHits,
  chanceRecall,
  firstRightRanks,
  meanReciprocalRank,
  ndcg,
  queryQualities,
  recallAtK,
  searchQuality,
  searchQualityBothWays,
} from "./retrieval.ts";
