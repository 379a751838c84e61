import { Cancelled } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import type { TrainSettings } from "../src/train/settings.ts";
import { trainModel } from "../src/train/train-model.ts";
import { cloudJob, fresh } from "./clouds.ts";

const curvePoints = (curves: {
  readonly [series: string]: readonly (readonly [number, number])[];
}): string[] =>
  Object.entries(curves)
    .flatMap(([series, points]) => points.map((point) => String([series, ...point])))
    .sort();

describe("trainModel", () => {
  it("learns what can be learnt, and the same seed gives the same bytes", async () => {
    const observed = fresh();
    const first = await trainModel(cloudJob(observed), "train");
    const second = await trainModel(cloudJob(fresh()), "train");
    expect(first.parameters).toEqual(second.parameters);
    const accuracies = observed.points
      .filter(([series]) => series === "validation.accuracy")
      .map(([, , value]) => value);
    expect(Math.max(...accuracies)).toBeGreaterThan(0.8);
    expect(first.size).toBe(4 * 8 + 8 + 8 * 3 + 3);
  });

  it("goes on from a checkpoint to the same result, without doubling a point", async () => {
    const whole = await trainModel(cloudJob(fresh()), "train");
    const observed = fresh();
    const aborter = new AbortController();
    // The clock decides when a checkpoint is due; slow steps make every few epochs due.
    const slow = cloudJob(observed, {
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
    const resumed = await trainModel(cloudJob(again), "train");
    expect(resumed.curves).toEqual(whole.curves);
    // A crash may have lost points that nobody had written down yet, so all of them are told again.
    expect(again.points.map(String).sort()).toEqual(curvePoints(whole.curves));
    for (const [name, data] of Object.entries(whole.parameters)) {
      for (const [place, value] of data.entries())
        expect(resumed.parameters[name]?.[place]).toBeCloseTo(value, 6);
    }
  });

  it("goes on at a tenth of the rate from the epoch in which the loss blew up", async () => {
    const wild = cloudJob(fresh(), { settings: { rate: 20 } });
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
    const exploding = cloudJob(fresh(), { settings: { rate: 1e30 } });
    await expect(
      trainModel({ ...exploding, settings: { ...exploding.settings, optimiser: "sgd", clip: 0 } }, "train"),
    ).rejects.toMatchObject({
      issue: { code: "loss-not-finite", at: { node: "train", param: "rate" } },
    });
  });

  it("in mixed precision learns what float32 does, and is told that the processor gains nothing", async () => {
    const learnt = async (settings: Partial<TrainSettings>) => {
      const { curves, issues, settings: used } = await trainModel(cloudJob(fresh(), { settings }), "train");
      return { losses: curves["validation.loss"] ?? [], issues, precision: used.precision };
    };
    const single = await learnt({});
    const mixed = await learnt({ precision: "mixed" });
    expect([single.precision, mixed.precision]).toEqual(["float32", "mixed"]);
    expect(single.issues).toEqual([]);
    expect(mixed.issues).toMatchObject([{ code: "half-precision-missing", facts: { device: "cpu" } }]);
    for (const [place, [, loss]] of single.losses.entries())
      expect(Math.abs(loss - (mixed.losses[place]?.[1] ?? Number.NaN))).toBeLessThan(0.005);
  });

  it("stops after the batch in which it was asked, and keeps the best", async () => {
    const first = await trainModel(cloudJob(fresh(), { hooks: { stopRequested: () => true } }), "train");
    expect(first).toMatchObject({ stopped: "person", epochs: 1, steps: 1 });
    const observed = fresh();
    let asked = 0;
    // In the middle of the fourth epoch.
    const stopRequested = () => ++asked > 18;
    const later = await trainModel(cloudJob(observed, { hooks: { stopRequested } }), "train");
    expect(later).toMatchObject({ stopped: "person", steps: 19 });
    expect(later.bestEpoch).toBeLessThanOrEqual(3);
    const whole = await trainModel(cloudJob(fresh(), { hooks: { stopRequested: () => false } }), "train");
    expect(whole.stopped).toBe("finished");
    // During the second learning, from all rows, the best of the first one is the answer.
    let batches = 0;
    const again = await trainModel(
      cloudJob(fresh(), { hooks: { stopRequested: () => ++batches > 12 * 5 + 2 } }),
      "train",
    );
    expect(again.stopped).toBe("person");
    expect(again.parameters).not.toEqual(whole.parameters);
  });
});
