/** Every implementation by kind: what the runner executes. Never imported by the editor. */
import { loadCaptionsStep } from "./data/load-captions/implementation.ts";
import { loadFilesStep } from "./data/load-files/implementation.ts";
import { loadSampleStep } from "./data/load-sample/implementation.ts";
import { loadTableStep } from "./data/load-table/implementation.ts";
import { makeSampleStep } from "./data/make-sample/implementation.ts";
import type { StepImplementation } from "./define/step.ts";
import { evaluateClassesStep } from "./evaluate/evaluate-classes/implementation.ts";
import { evaluateNumberStep } from "./evaluate/evaluate-number/implementation.ts";
import { evaluateRetrievalStep } from "./evaluate/evaluate-retrieval/implementation.ts";
import { measurePartsStep } from "./evaluate/measure-parts/implementation.ts";
import { showErrorsStep } from "./evaluate/show-errors/implementation.ts";
import { chooseColumnsStep } from "./prepare/choose-columns/implementation.ts";
import { correctRowsStep } from "./prepare/correct-rows/implementation.ts";
import { joinFilesStep } from "./prepare/join-files/implementation.ts";
import { predictRowsStep } from "./prepare/predict-rows/implementation.ts";
import { splitRowsStep } from "./prepare/split-rows/implementation.ts";
import { trainBaselineStep } from "./train/train-baseline/implementation.ts";
import { trainModelStep } from "./train/train-model/implementation.ts";

export { graphImplementations } from "./graph-implementations.ts";

const STEPS: readonly StepImplementation[] = [
  loadTableStep,
  loadFilesStep,
  loadCaptionsStep,
  loadSampleStep,
  makeSampleStep,
  joinFilesStep,
  splitRowsStep,
  correctRowsStep,
  chooseColumnsStep,
  predictRowsStep,
  trainModelStep,
  trainBaselineStep,
  evaluateClassesStep,
  evaluateNumberStep,
  evaluateRetrievalStep,
  measurePartsStep,
  showErrorsStep,
];

export const stepImplementations: ReadonlyMap<string, StepImplementation> = new Map(
  STEPS.map((implementation) => [implementation.kind, implementation]),
);
