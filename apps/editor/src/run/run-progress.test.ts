import { type RunState, type StepState, startRun } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { progressOf } from "./run-progress.ts";

const step = (title: string, rest: Partial<StepState>): StepState => ({
  key: title,
  title,
  nodeIds: [],
  status: "waiting",
  series: {},
  samples: {},
  metrics: {},
  ...rest,
});
const runOf = (...steps: StepState[]): RunState => ({
  ...startRun("r"),
  status: "running",
  order: steps.map(({ key }) => key),
  steps: Object.fromEntries(steps.map((each) => [each.key, each])),
});

describe("progressOf", () => {
  it("counts reused steps as done and lets training weigh more", () => {
    const run = runOf(
      step("load-table", { status: "reused" }),
      step("split-rows", { status: "finished" }),
      step("train-model", {
        status: "running",
        progress: { done: 5, total: 20, unit: "epochs", etaSeconds: 19 },
      }),
    );
    const { share, done, total, current } = progressOf(run);
    expect(share).toBeCloseTo((1 + 1 + 8 / 4) / 10);
    expect([done, total, current?.title]).toEqual([2, 3, "train-model"]);
  });

  it("is nothing before the run has started, and everything when it has succeeded", () => {
    expect(progressOf(startRun("r")).share).toBe(0);
    expect(progressOf({ ...runOf(step("a", {})), status: "succeeded" }).share).toBe(1);
  });
});
