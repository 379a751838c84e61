/** An interrupted training ends as an undisturbed one, to the byte, whatever it is set to. */
import { Cancelled, Paused } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import type { TrainSettings } from "../src/train/settings.ts";
import type { TrainedModel } from "../src/train/train-model.ts";
import { trainModel } from "../src/train/train-model.ts";
import { cloudJob, fresh } from "./clouds.ts";

/** Pauses in the middle of the third epoch, and goes on from there in a second training. */
async function interrupted(settings: Partial<TrainSettings>): Promise<TrainedModel> {
  const observed = fresh();
  const aborter = new AbortController();
  const progress = (done: number) => {
    if (done >= 2) aborter.abort(new Paused());
  };
  const first = cloudJob(observed, { settings, hooks: { signal: aborter.signal, progress } });
  await expect(trainModel(first, "train")).rejects.toBeInstanceOf(Cancelled);
  const again = fresh();
  again.checkpoint = structuredClone(observed.checkpoint);
  expect(again.checkpoint).not.toBeNull();
  return trainModel(cloudJob(again, { settings }), "train");
}

const VARIANTS: readonly (readonly [string, Partial<TrainSettings>])[] = [
  ["cosine, average of the best", { keep: "average", refit: "off" }],
  ["restarts", { schedule: "restarts", cycles: 3, keep: "last" }],
  ["one-cycle and SGD", { schedule: "one-cycle", optimiser: "sgd" }],
  ["plateau", { schedule: "plateau", plateau: 0, rate: 0.05 }],
  ["gradients of three batches added up", { batch: 8, accumulate: 3 }],
  ["a moving average of the weights", { average: 0.9, decayOf: "all" }],
  ["mixed precision", { precision: "mixed" }],
  ["mixed precision, gradients added up", { precision: "mixed", batch: 8, accumulate: 2 }],
  ["a rate that was found", { findRate: true }],
  [
    "everything at once",
    { schedule: "plateau", plateau: 0, batch: 8, accumulate: 2, average: 0.8, optimiser: "rmsprop" },
  ],
];

describe("exact resume", () => {
  it.each(VARIANTS)("%s", async (_, settings) => {
    const whole = await trainModel(cloudJob(fresh(), { settings }), "train");
    const resumed = await interrupted(settings);
    expect(resumed.parameters).toEqual(whole.parameters);
    expect({ ...resumed, seconds: 0 }).toEqual({ ...whole, seconds: 0 });
  });
});

describe("settings", () => {
  it("each of them changes what is learnt", async () => {
    const learnt = new Set<string>();
    for (const [, settings] of [["plain", {}] as const, ...VARIANTS]) {
      const { parameters } = await trainModel(cloudJob(fresh(), { settings }), "train");
      learnt.add(JSON.stringify(Object.values(parameters).map((data) => [...data])));
    }
    expect(learnt.size).toBe(VARIANTS.length + 1);
  });

  it("a step of several batches moves the weights as one large batch does", async () => {
    const settings = { epochs: 2, keep: "last", refit: "off", batch: 32, schedule: "constant" } as const;
    const [large, small] = await Promise.all(
      [settings, { ...settings, batch: 8, accumulate: 4 }].map((chosen) =>
        // What is dropped would differ: it is drawn for every batch.
        trainModel(cloudJob(fresh(), { settings: chosen, dropout: 0 }), "train"),
      ),
    );
    expect(small?.steps).toBe(large?.steps);
    for (const [name, numbers] of Object.entries(large?.parameters ?? {}))
      numbers.forEach((number, at) => {
        expect(Math.abs(number - (small?.parameters[name]?.[at] ?? Number.NaN)), name).toBeLessThan(1e-4);
      });
  });
});

describe("a rate that is looked for", () => {
  it("is told, with the search as curves", async () => {
    const { settings, issues, curves } = await trainModel(
      cloudJob(fresh(), { settings: { findRate: true } }),
      "train",
    );
    expect(issues).toMatchObject([{ code: "rate-found", facts: { rate: settings.rate } }]);
    expect(settings.rate).not.toBe(0.01);
    expect(curves["find-rate.rate"]?.map(([, rate]) => rate)).toContain(settings.rate);
  });

  it("stays as it was chosen, and nothing is told, where the loss never falls", async () => {
    const job = cloudJob(fresh(), { settings: { findRate: true, epochs: 1 } });
    // Rows that count nothing have no loss.
    const weights = job.rows.train.map(() => 0);
    const { settings, issues } = await trainModel({ ...job, weights }, "train");
    expect(settings.rate).toBe(0.01);
    expect(issues).toEqual([]);
  });
});
