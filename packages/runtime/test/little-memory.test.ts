/** Where a batch does not fit in memory, training goes on by half of it and learns the same. */
import { issue, UserError } from "@fuseline/schema";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TrainJob } from "../src/train/train-job.ts";
import { type TrainedModel, trainModel } from "../src/train/train-model.ts";
import { cloudJob, fresh } from "./clouds.ts";

const tooLarge = (batch: number) => new UserError(issue("out-of-memory", {}, { batch }));

/** What is dropped would differ: it is drawn for every batch. */
const automatic = { settings: { batch: "auto", epochs: 4, refit: "off", keep: "last" }, dropout: 0 } as const;

/** A device on which no batch of more than four rows can be opened. */
function confined(job: TrainJob): TrainJob {
  return {
    ...job,
    build: (g, feeds, rowWeight) => {
      if (rowWeight.size(0) > 4) throw tooLarge(rowWeight.size(0));
      return job.build(g, feeds, rowWeight);
    },
  };
}

function expectAlike(model: TrainedModel, other: TrainedModel): void {
  expect(model.steps).toBe(other.steps);
  for (const [name, numbers] of Object.entries(other.parameters))
    numbers.forEach((number, at) => {
      expect(Math.abs(number - (model.parameters[name]?.[at] ?? Number.NaN)), name).toBeLessThan(1e-4);
    });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a batch that was left to the trainer", () => {
  it("is halved until it fits, told each time, and learns what the whole one does", async () => {
    const whole = await trainModel(cloudJob(fresh(), automatic), "train");
    const parts = await trainModel(confined(cloudJob(fresh(), automatic)), "train");
    expect(whole.issues).toEqual([]);
    expect(parts.issues).toMatchObject([
      { code: "batch-halved", severity: "warning", at: { node: "train" }, facts: { batch: 16, smaller: 8 } },
      { code: "batch-halved", facts: { batch: 8, smaller: 4 } },
    ]);
    expect(parts.settings).toMatchObject({ batch: 4, accumulate: 4 });
    expectAlike(parts, whole);
  });

  it("is halved in the middle, going on from the last checkpoint", async () => {
    const whole = await trainModel(cloudJob(fresh(), automatic), "train");
    let left = 1;
    const progress = (done: number): void => {
      if (done >= 2 && left-- > 0) throw tooLarge(16);
    };
    const observed = fresh();
    const parts = await trainModel(cloudJob(observed, { ...automatic, hooks: { progress } }), "train");
    expect(parts.settings).toMatchObject({ batch: 8, accumulate: 2 });
    expectAlike(parts, whole);
  });

  it("is tried at its smallest where the plan finds no way, with parts of the step computed twice", async () => {
    const whole = await trainModel(cloudJob(fresh(), automatic), "train");
    vi.spyOn(process, "availableMemory").mockReturnValue(0);
    const least = await trainModel(cloudJob(fresh(), automatic), "train");
    expect(least.settings).toMatchObject({ batch: 2, accumulate: 8 });
    expectAlike(least, whole);
  });
});

it("keeps to a batch that a person chose, and says that it does not fit", async () => {
  const chosen = { ...automatic, settings: { ...automatic.settings, batch: 16 } };
  await expect(trainModel(confined(cloudJob(fresh(), chosen)), "train")).rejects.toMatchObject({
    issue: { code: "out-of-memory" },
  });
});
