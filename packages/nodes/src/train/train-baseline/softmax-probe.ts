/** A softmax layer on ready features: 300 full-batch AdamW steps on cross-entropy + λ/2n·‖W‖². */
import { crossEntropy, linear } from "@fuseline/layers";
import type { BuildGraph, Engine, RowArray, TrainJob } from "@fuseline/runtime";
import { Cancelled } from "@fuseline/schema";
import { chooseStrength } from "./choose-strength.ts";
import type { Matrix } from "./ridge.ts";

const STEPS = 300;
/** Enough to tell one strength from another. */
const FOLD_STEPS = 100;
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

export function chooseProbeStrength(engine: Engine, probe: Probe, node: string): Promise<number> {
  return chooseStrength({
    rows: probe.classes.length,
    seed: probe.seed,
    candidates: STRENGTHS,
    loss: async ({ train, held }, strength) => {
      const job = jobOf(probe, { rows: { train, validation: held, test: [] }, strength, steps: FOLD_STEPS });
      const { curves } = await engine.train(job, node);
      return curves["validation.loss"]?.at(-1)?.[1] ?? Number.NaN;
    },
  });
}

export async function trainProbe(
  engine: Engine,
  probe: Probe,
  { strength, node }: { readonly strength: number; readonly node: string },
): Promise<ProbeWeights> {
  const rows = { train: [...probe.classes.keys()], validation: [], test: [] };
  const { parameters } = await engine.train(jobOf(probe, { rows, strength, steps: STEPS }), node);
  const { weight, bias } = parameters;
  if (weight === undefined || bias === undefined) throw new Error("the probe has no weights");
  return { weight, bias };
}

interface Fit {
  readonly rows: TrainJob["rows"];
  readonly strength: number;
  readonly steps: number;
}

function jobOf(probe: Probe, { rows, strength, steps }: Fit): TrainJob {
  const { labels, seed, signal } = probe;
  const count = rows.train.length;
  const build: BuildGraph = (g, { features, target }, rowWeight) => {
    if (features?.kind !== "table" || features.numbers === null || target?.kind !== "class-target")
      throw new Error("the probe is fed something else");
    const logits = linear(g, features.numbers, labels.length);
    const head = { task: "classes", output: "logits", labels, abstain: 0, target: "" } as const;
    const outputs = { outputs: { logits }, head, toleratesMissing: false };
    if (target.value === undefined) return outputs;
    const { value, perRow } = crossEntropy(g, { logits, target: target.value }, { smoothing: 0, rowWeight });
    const weight = g.parameters.find(({ name }) => name === "weight")?.value;
    if (weight === undefined) throw new Error("the probe has no weights");
    const size = g.reduceSum(g.reduceSum(g.mul(weight, weight), [1]), [0]);
    return { ...outputs, loss: g.add(value, g.mul(size, strength / (2 * count))), perRow };
  };
  return {
    build,
    sources: sourcesOf(probe),
    rows,
    weights: null,
    settings: {
      epochs: steps,
      batch: count,
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
        if (steps === STEPS) probe.progress(done, total);
      },
      checkpoint: { read: async () => null, write: async () => undefined },
    },
  };
}

/** The features as a table of numbers, so that the trainer feeds them as it feeds any source. */
function sourcesOf({ features, classes, labels }: Probe): TrainJob["sources"] {
  const count = classes.length;
  const numbers: RowArray = {
    dtype: "float32",
    dims: [features.columns],
    count,
    data: Float32Array.from(features.data),
  };
  const presence: RowArray = { dtype: "float32", dims: [], count, data: new Float32Array(count).fill(1) };
  const value: RowArray = { dtype: "int64", dims: [], count, data: BigInt64Array.from(classes, BigInt) };
  const column = { column: "", several: false };
  const counts = labels.map((_, label) => classes.filter((one) => one === label).length);
  return {
    features: { key: "", recipe: { recipe: "table", columns: [] }, arrays: { numbers, presence } },
    target: { key: "", recipe: { recipe: "class-target", column, labels, counts }, arrays: { value } },
  };
}
