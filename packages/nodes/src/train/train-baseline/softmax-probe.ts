/** A softmax layer on ready features: 300 full-batch AdamW steps on cross-entropy + λ/2n·‖W‖². */
import type { GraphBuilder, Value } from "@fuseline/autograd";
import { crossEntropy, linear } from "@fuseline/layers";
import type { BuildGraph, BuiltGraph, Engine, RowArray, TrainJob } from "@fuseline/runtime";
import { Cancelled } from "@fuseline/schema";
import { type Fold, foldsOf } from "./folds.ts";
import type { Matrix } from "./ridge.ts";

const STEPS = 300;
/** Enough to tell one strength from another. */
const FOLD_STEPS = 60;
const RATE = 0.01;
const STRENGTHS = [1, 10, 100, 1000];

export interface Probe {
  /** [rows, size], standardised. */
  readonly features: Matrix;
  /** Place of the class of each row. */
  readonly classes: readonly number[];
  readonly labels: readonly string[];
  readonly seed: string;
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
}

export interface ProbeWeights {
  /** [classes, size] */
  readonly weight: Float32Array;
  /** [classes] */
  readonly bias: Float32Array;
}

/** The strength whose held-out rows surprise least. The folds learn side by side, each from its own rows. */
export async function chooseProbeStrength(engine: Engine, probe: Probe, node: string): Promise<number> {
  const folds = foldsOf(probe.classes.length, probe.seed);
  const losses: number[] = [];
  for (const strength of STRENGTHS) {
    const job = jobOf(probe, { folds, strength, steps: FOLD_STEPS });
    const { curves } = await engine.train(job, node);
    losses.push(curves["validation.loss"]?.at(-1)?.[1] ?? Number.POSITIVE_INFINITY);
  }
  return STRENGTHS[losses.indexOf(Math.min(...losses))] ?? 1;
}

export async function trainProbe(
  engine: Engine,
  probe: Probe,
  { strength, node }: { readonly strength: number; readonly node: string },
): Promise<ProbeWeights> {
  const everyRow = { train: [...probe.classes.keys()], held: [] };
  const job = jobOf(probe, { folds: [everyRow], strength, steps: STEPS });
  const { parameters } = await engine.train(job, node);
  const { weight, bias } = parameters;
  if (weight === undefined || bias === undefined) throw new Error("the probe has no weights");
  return { weight, bias };
}

interface Fit {
  readonly folds: readonly Fold[];
  readonly strength: number;
  readonly steps: number;
}

/** One layer for each fold, over the rows of all folds. */
function jobOf(probe: Probe, fit: Fit): TrainJob {
  const { seed, signal } = probe;
  const { folds, steps } = fit;
  const rows = [...new Set(folds.flatMap(({ train, held }) => [...train, ...held]))];
  const held = folds.some((fold) => fold.held.length > 0);
  return {
    build: buildOf(probe, fit),
    sources: sourcesOf(probe, folds),
    rows: { train: rows, validation: held ? rows : [], test: [] },
    weights: null,
    settings: {
      epochs: steps,
      batch: rows.length,
      rate: RATE,
      optimiser: "adamw",
      schedule: "cosine",
      patience: 0,
      keep: "last",
      warmup: 0,
      weightDecay: 0,
      clip: 0,
      checkpointEvery: steps,
      refit: "off",
    },
    seed,
    hooks: {
      signal,
      stopRequested: () => false,
      metric: () => undefined,
      progress: (done, total) => {
        if (signal.aborted) throw new Cancelled();
        if (!held) probe.progress(done, total);
      },
      checkpoint: { read: async () => null, write: async () => undefined },
    },
  };
}

/** Learns from each fold's own rows; `perRow` is what the fold that held the row out is surprised by. */
function buildOf({ labels }: Probe, { folds, strength }: Fit): BuildGraph {
  return (g, { features, target }): BuiltGraph => {
    if (features?.kind !== "table" || features.numbers === null || target?.kind !== "class-target")
      throw new Error("the probe is fed something else");
    const count = folds.length;
    const [x, learns] = g.split(features.numbers, [features.numbers.size(1) - count, count], 1);
    if (x === undefined || learns === undefined) throw new Error("the probe has no rows");
    const all = linear(g, x, count * labels.length);
    const logits = g.split(all, new Array<number>(count).fill(labels.length), 1);
    const weights = g.split(learns, new Array<number>(count).fill(1), 1);
    const head = { task: "classes", output: "logits", labels, abstain: 0, target: "" } as const;
    const built = { outputs: { logits: logits[0] ?? all }, head, toleratesMissing: false };
    const truth = target.value;
    if (truth === undefined) return built;
    const losses = logits.map((own, fold) => {
      const rowWeight = g.squeeze(weights[fold] ?? learns, [1]);
      const { value, perRow } = crossEntropy(g, { logits: own, target: truth }, { smoothing: 0, rowWeight });
      return { value, held: g.mul(perRow, g.sub(1, rowWeight)) };
    });
    const least = Math.min(...folds.map(({ train }) => train.length));
    const sum = (values: readonly Value[]): Value => values.reduce((total, value) => g.add(total, value));
    const loss = g.add(sum(losses.map(({ value }) => value)), g.mul(squares(g), strength / (2 * least)));
    return { ...built, loss, perRow: sum(losses.map((one) => one.held)) };
  };
}

/** ‖W‖² of the only matrix there is. */
function squares(g: GraphBuilder): Value {
  const weight = g.parameters.find(({ name }) => name === "weight")?.value;
  if (weight === undefined) throw new Error("the probe has no weights");
  return g.reduceSum(g.reduceSum(g.mul(weight, weight), [1]), [0]);
}

/** Features as a table of numbers, so that the trainer feeds them as any source; then 1 where a fold learns from the row. */
function sourcesOf({ features, classes, labels }: Probe, folds: readonly Fold[]): TrainJob["sources"] {
  const count = classes.length;
  const width = features.columns + folds.length;
  const data = new Float32Array(count * width);
  for (let row = 0; row < count; row++)
    data.set(features.data.subarray(row * features.columns, (row + 1) * features.columns), row * width);
  folds.forEach(({ train }, fold) => {
    for (const row of train) data[row * width + features.columns + fold] = 1;
  });
  const numbers: RowArray = { dtype: "float32", dims: [width], count, data };
  const presence: RowArray = { dtype: "float32", dims: [], count, data: new Float32Array(count).fill(1) };
  const value: RowArray = { dtype: "int64", dims: [], count, data: BigInt64Array.from(classes, BigInt) };
  const column = { column: "", several: false };
  const counts = labels.map((_, label) => classes.filter((one) => one === label).length);
  return {
    features: { key: "", recipe: { recipe: "table", columns: [] }, arrays: { numbers, presence } },
    target: { key: "", recipe: { recipe: "class-target", column, labels, counts }, arrays: { value } },
  };
}
