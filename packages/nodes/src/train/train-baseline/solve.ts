/** Finds the weights of a baseline: a softmax probe for classes, ridge regression for numbers and pairs. */
import { firstRightRanks, meanReciprocalRank } from "@fuseline/metrics";
import type { EncodedSource } from "@fuseline/runtime";
import { contentKey } from "@fuseline/schema";
import type { StepContext } from "../../define/step.ts";
import { type Fold, foldsOf } from "./folds.ts";
import { foldWeights, gram, type Matrix, matrix, product, ridge, transposed } from "./ridge.ts";
import { chooseProbeStrength, type Probe, trainProbe } from "./softmax-probe.ts";
import { type Standardised, sideBySide } from "./standardised.ts";

export interface Solution {
  /** [answers, size], as `linear` holds it. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly strength: number;
  /** What was done, for the training record. */
  readonly method: string;
}

export interface Problem {
  readonly parts: readonly Standardised[];
  /** Rows of the dataset that `parts` stand for, in their order. */
  readonly rows: readonly number[];
  /** None: the first two parts are a pair. */
  readonly target: EncodedSource | null;
  readonly strength: number | "auto";
}

const STRENGTHS = [0.1, 1, 10, 100, 1e3, 1e4, 1e5];

export async function solve(context: StepContext, problem: Problem): Promise<Solution> {
  const { target } = problem;
  if (target?.recipe.recipe === "class-target") return solveClasses(context, problem, target);
  return target === null ? solvePairs(context, problem) : solveNumbers(context, problem, target);
}

const seedOf = ({ seed, key }: StepContext): string => contentKey({ seed, node: key });

async function solveClasses(
  context: StepContext,
  problem: Problem,
  target: EncodedSource,
): Promise<Solution> {
  const { recipe, arrays } = target;
  if (recipe.recipe !== "class-target") throw new Error("the answers are no classes");
  const probe: Probe = {
    features: sideBySide(problem.parts),
    classes: problem.rows.map((row) => Number(arrays.value?.data[row] ?? 0)),
    labels: recipe.labels,
    seed: seedOf(context),
    signal: context.signal,
    progress: (done, total) => context.report.progress({ done, total, unit: "epochs" }),
  };
  const { engine, node } = context;
  const strength =
    problem.strength === "auto" ? await chooseProbeStrength(engine, probe, node) : problem.strength;
  const weights = await trainProbe(engine, probe, { strength, node });
  return { ...weights, strength, method: "softmax probe" };
}

function solveNumbers(context: StepContext, problem: Problem, target: EncodedSource): Solution {
  const x = sideBySide(problem.parts);
  const width = target.arrays.value?.dims[0] ?? 1;
  const y = matrix(problem.rows.length, width);
  problem.rows.forEach((row, place) => {
    for (let k = 0; k < width; k++)
      y.data[place * width + k] = Number(target.arrays.value?.data[row * width + k] ?? 0);
  });
  const kernel = kernelOf(x);
  const strength = strengthOf(context, problem, (fold, candidate) => {
    const known = centred(picked(y, fold.train));
    const said = product(foldWeights(kernel(), fold, candidate), known.values);
    return said.data.reduce((sum, value, place) => {
      const truth = y.data[(fold.held[Math.floor(place / width)] ?? 0) * width + (place % width)] ?? 0;
      return sum + (value + (known.mean[place % width] ?? 0) - truth) ** 2;
    }, 0);
  });
  const { values, mean } = centred(y);
  return {
    weight: Float32Array.from(transposed(ridge(x, values, strength)).data),
    bias: Float32Array.from(mean),
    strength,
    method: "ridge",
  };
}

/** Rows that lack a side are no examples of a pair. */
function solvePairs(context: StepContext, { parts, ...problem }: Problem): Solution {
  const [first, second] = parts;
  if (first === undefined || second === undefined) throw new Error("a pair needs two parts");
  const both = [...first.presence.keys()].filter(
    (row) => first.presence[row] === 1 && second.presence[row] === 1,
  );
  const [x, y] = [picked(first.values, both), picked(second.values, both)];
  const kernel = kernelOf(x);
  const rows = both.map((row) => problem.rows[row] ?? row);
  const strength = strengthOf(context, { ...problem, rows }, (fold, candidate) => {
    const said = product(foldWeights(kernel(), fold, candidate), picked(y, fold.train));
    const scores = product(said, transposed(unitRows(picked(y, fold.held)))).data;
    const keys = [...fold.held.keys()];
    return -meanReciprocalRank(firstRightRanks({ scores, rowKeys: keys, columnKeys: keys }));
  });
  return {
    weight: Float32Array.from(transposed(ridge(x, y, strength)).data),
    bias: new Float32Array(y.columns),
    strength,
    method: "ridge",
  };
}

/** The strength that loses least over all folds; of equals the first. */
function strengthOf(
  context: StepContext,
  { strength, rows }: Pick<Problem, "strength" | "rows">,
  loss: (fold: Fold, strength: number) => number,
): number {
  if (strength !== "auto") return strength;
  const folds = foldsOf(rows.length, seedOf(context));
  const losses = STRENGTHS.map((candidate) => folds.reduce((sum, fold) => sum + loss(fold, candidate), 0));
  return STRENGTHS[losses.indexOf(Math.min(...losses))] ?? 1;
}

/** All products of rows, computed when a fold first asks. */
function kernelOf(x: Matrix): () => Matrix {
  let known: Matrix | null = null;
  return () => {
    known ??= gram(x);
    return known;
  };
}

function picked(x: Matrix, rows: readonly number[]): Matrix {
  const result = matrix(rows.length, x.columns);
  rows.forEach((row, place) => {
    result.data.set(x.data.subarray(row * x.columns, (row + 1) * x.columns), place * x.columns);
  });
  return result;
}

function centred(y: Matrix): { readonly values: Matrix; readonly mean: readonly number[] } {
  const mean = Array.from({ length: y.columns }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < y.rows; row++) sum += y.data[row * y.columns + column] ?? 0;
    return sum / y.rows;
  });
  const data = y.data.map((value, place) => value - (mean[place % y.columns] ?? 0));
  return { values: matrix(y.rows, y.columns, data), mean };
}

function unitRows(x: Matrix): Matrix {
  const data = x.data.slice();
  for (let row = 0; row < x.rows; row++) {
    const own = data.subarray(row * x.columns, (row + 1) * x.columns);
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0)) || 1;
    own.forEach((value, place) => {
      own[place] = value / length;
    });
  }
  return matrix(x.rows, x.columns, data);
}
