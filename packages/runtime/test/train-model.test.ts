import type { CheckpointParts } from "@fuseline/data";
import { crossEntropy, dropout, linear } from "@fuseline/layers";
import { Cancelled } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { makeRowArray } from "../src/arrays/row-array.ts";
import type { EncodedSource } from "../src/encode/encoded-source.ts";
import type { BuildGraph, TrainHooks, TrainJob } from "../src/train/train-job.ts";
import { trainModel } from "../src/train/train-model.ts";

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

const build: BuildGraph = (g, feeds, rowWeight) => {
  const { vectors, target } = feeds;
  if (vectors?.kind !== "vector" || target?.kind !== "class-target") throw new Error("wrong feeds");
  const logits = linear(
    g,
    dropout(g, g.gelu(linear(g, vectors.value, 8, { scope: "hidden" })), 0.1),
    CLASSES,
    { scope: "head" },
  );
  const head = { task: "classes", output: "logits", labels: target.labels, abstain: 0, target: "y" } as const;
  if (target.value === undefined) return { outputs: { logits }, head, toleratesMissing: false };
  const loss = crossEntropy(g, { logits, target: target.value }, { smoothing: 0, rowWeight });
  return { loss: loss.value, perRow: loss.perRow, outputs: { logits }, head, toleratesMissing: false };
};

interface Observed {
  readonly points: [string, number, number][];
  checkpoint: CheckpointParts | null;
}

function job(observed: Observed, options: { rate?: number; hooks?: Partial<TrainHooks> } = {}): TrainJob {
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  return {
    build,
    sources: clouds(),
    rows: { train: rows.slice(0, 77), validation: rows.slice(77, 99), test: rows.slice(99) },
    weights: null,
    seed: "seed",
    settings: {
      epochs: 12,
      batch: 16,
      rate: options.rate ?? 0.01,
      optimiser: "adamw",
      schedule: "cosine",
      patience: 0,
      keep: "best",
      warmup: 0.05,
      weightDecay: 0.01,
      clip: 1,
      checkpointEvery: 1,
      refit: "auto",
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

const curvePoints = (curves: {
  readonly [series: string]: readonly (readonly [number, number])[];
}): string[] =>
  Object.entries(curves)
    .flatMap(([series, points]) => points.map((point) => String([series, ...point])))
    .sort();

const fresh = (): Observed => ({ points: [], checkpoint: null });

describe("trainModel", () => {
  it("learns what can be learnt, and the same seed gives the same bytes", async () => {
    const observed = fresh();
    const first = await trainModel(job(observed), "train");
    const second = await trainModel(job(fresh()), "train");
    expect(first.parameters).toEqual(second.parameters);
    const accuracies = observed.points
      .filter(([series]) => series === "validation.accuracy")
      .map(([, , value]) => value);
    expect(Math.max(...accuracies)).toBeGreaterThan(0.8);
    expect(first.size).toBe(4 * 8 + 8 + 8 * 3 + 3);
  });

  it("goes on from a checkpoint to the same result, without doubling a point", async () => {
    const whole = await trainModel(job(fresh()), "train");
    const observed = fresh();
    const aborter = new AbortController();
    // The clock decides when a checkpoint is due; slow steps make every few epochs due.
    const slow = job(observed, {
      hooks: {
        signal: aborter.signal,
        progress: () => {
          const until = performance.now() + 150;
          while (performance.now() < until);
        },
      },
    });
    slow.hooks.checkpoint.write = async (parts) => {
      observed.checkpoint = parts;
      aborter.abort();
    };
    await expect(trainModel(slow, "train")).rejects.toBeInstanceOf(Cancelled);
    expect(observed.checkpoint).not.toBeNull();
    const again = fresh();
    again.checkpoint = observed.checkpoint;
    const resumed = await trainModel(job(again), "train");
    expect(resumed.curves).toEqual(whole.curves);
    // A crash may have lost points that nobody had written down yet, so all of them are told again.
    expect(again.points.map(String).sort()).toEqual(curvePoints(whole.curves));
    for (const [name, data] of Object.entries(whole.parameters)) {
      for (const [place, value] of data.entries())
        expect(resumed.parameters[name]?.[place]).toBeCloseTo(value, 6);
    }
  });

  it("goes on at a tenth of the rate from the epoch in which the loss blew up", async () => {
    const wild = job(fresh(), { rate: 20 });
    const settings = { ...wild.settings, optimiser: "sgd", clip: 0 } as const;
    const trained = await trainModel({ ...wild, settings }, "train");
    const epoch = trained.loweredIn ?? 0;
    expect(epoch).toBeGreaterThan(1);
    expect(trained).toMatchObject({ settings: { rate: 2 }, epochs: trained.bestEpoch, stopped: "finished" });
    expect(trained.issues).toMatchObject([
      { code: "loss-not-finite", severity: "warning", facts: { epoch, rate: 20, lower: 2 } },
    ]);
    const steps = trained.curves.loss?.map(([step]) => step) ?? [];
    expect(new Set(steps).size).toBe(steps.length);
    for (const data of Object.values(trained.parameters)) expect(data.every(Number.isFinite)).toBe(true);
  });

  it("tries a tenth of the rate once, then says what to do", async () => {
    const exploding = job(fresh(), { rate: 1e30 });
    await expect(
      trainModel({ ...exploding, settings: { ...exploding.settings, optimiser: "sgd", clip: 0 } }, "train"),
    ).rejects.toMatchObject({
      issue: { code: "loss-not-finite", at: { node: "train", param: "rate" } },
    });
  });

  it("stops after the batch in which it was asked, and keeps the best", async () => {
    const first = await trainModel(job(fresh(), { hooks: { stopRequested: () => true } }), "train");
    expect(first).toMatchObject({ stopped: "person", epochs: 1, steps: 1 });
    const observed = fresh();
    let asked = 0;
    // In the middle of the fourth epoch.
    const stopRequested = () => ++asked > 18;
    const later = await trainModel(job(observed, { hooks: { stopRequested } }), "train");
    expect(later).toMatchObject({ stopped: "person", steps: 19 });
    expect(later.bestEpoch).toBeLessThanOrEqual(3);
    const whole = await trainModel(job(fresh(), { hooks: { stopRequested: () => false } }), "train");
    expect(whole.stopped).toBe("finished");
    // During the second learning, from all rows, the best of the first one is the answer.
    let batches = 0;
    const again = await trainModel(
      job(fresh(), { hooks: { stopRequested: () => ++batches > 12 * 5 + 2 } }),
      "train",
    );
    expect(again.stopped).toBe("person");
    expect(again.parameters).not.toEqual(whole.parameters);
  });
});
