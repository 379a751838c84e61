/** A small training for tests: three clouds of points, two layers with dropout between them. */
import type { CheckpointParts } from "@fuseline/data";
import { crossEntropy, dropout, linear } from "@fuseline/layers";
import { makeRowArray } from "../src/arrays/row-array.ts";
import type { EncodedSource } from "../src/encode/encoded-source.ts";
import type { TrainSettings } from "../src/train/settings.ts";
import type { BuildGraph, TrainHooks, TrainJob } from "../src/train/train-job.ts";

const ROWS = 120;
const CLASSES = 3;

/** Three clouds of points that a line can tell apart. */
function clouds(): { [name: string]: EncodedSource } {
  const value = makeRowArray("float32", [4], ROWS);
  const presence = makeRowArray("float32", [], ROWS);
  const target = makeRowArray("int64", [], ROWS);
  for (let row = 0; row < ROWS; row++) {
    const label = row % CLASSES;
    for (let place = 0; place < 4; place++)
      value.data[row * 4 + place] = (place === label ? 2 : 0) + Math.sin(row * 7 + place);
    presence.data[row] = 1;
    target.data[row] = BigInt(label);
  }
  const column = { column: "x", several: false };
  const none = {
    resample: "bilinear",
    size: 1,
    shortSide: null,
    channels: "rgb",
    rescale: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  } as const;
  return {
    vectors: {
      key: "0".repeat(64),
      arrays: { value, presence },
      recipe: {
        recipe: "image-model",
        columns: [column],
        ref: null,
        file: { model: "", input: "", output: "", width: 4 },
        preprocess: none,
        pooling: "none",
        several: "mean",
        length: 1,
      },
    },
    target: {
      key: "1".repeat(64),
      arrays: { value: target },
      recipe: {
        recipe: "class-target",
        column: { column: "y", several: false },
        labels: ["a", "b", "c"],
        counts: [40, 40, 40],
      },
    },
  };
}

const buildWith =
  (dropped: number): BuildGraph =>
  (g, feeds, rowWeight) => {
    const { vectors, target } = feeds;
    if (vectors?.kind !== "vector" || target?.kind !== "class-target") throw new Error("wrong feeds");
    const logits = linear(
      g,
      dropout(g, g.gelu(linear(g, vectors.value, 8, { scope: "hidden" })), dropped),
      CLASSES,
      { scope: "head" },
    );
    const head = {
      task: "classes",
      output: "logits",
      labels: target.labels,
      abstain: 0,
      target: "y",
    } as const;
    if (target.value === undefined) return { outputs: { logits }, head, toleratesMissing: false };
    const loss = crossEntropy(g, { logits, target: target.value }, { smoothing: 0, rowWeight });
    return { loss: loss.value, perRow: loss.perRow, outputs: { logits }, head, toleratesMissing: false };
  };

export interface Observed {
  readonly points: [string, number, number][];
  checkpoint: CheckpointParts | null;
}

interface JobOptions {
  readonly settings?: Partial<TrainSettings>;
  readonly hooks?: Partial<TrainHooks>;
  /** Default 0.1. */
  readonly dropout?: number;
}

export function cloudJob(observed: Observed, options: JobOptions = {}): TrainJob {
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  return {
    build: buildWith(options.dropout ?? 0.1),
    sources: clouds(),
    rows: { train: rows.slice(0, 77), validation: rows.slice(77, 99), test: rows.slice(99) },
    weights: null,
    seed: "seed",
    settings: {
      epochs: 12,
      batch: 16,
      rate: 0.01,
      optimiser: "adamw",
      schedule: "cosine",
      patience: 0,
      keep: "best",
      warmup: 0.05,
      weightDecay: 0.01,
      clip: 1,
      checkpointEvery: 1,
      refit: "auto",
      ...options.settings,
    },
    hooks: {
      signal: new AbortController().signal,
      stopRequested: () => false,
      metric: (series, step, value) => observed.points.push([series, step, value]),
      progress: () => undefined,
      checkpoint: {
        read: async () => observed.checkpoint,
        write: async (parts) => {
          observed.checkpoint = parts;
        },
      },
      ...options.hooks,
    },
  };
}

export const fresh = (): Observed => ({ points: [], checkpoint: null });
