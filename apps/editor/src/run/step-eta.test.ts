import type { StepState } from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { stepEta } from "./step-eta.ts";

const step: StepState = {
  key: "k",
  title: "image-model",
  nodeIds: [],
  status: "running",
  startedAt: 10_000,
  series: {},
  samples: {},
  metrics: {},
};

describe("stepEta", () => {
  it("believes the runner", () => {
    const progress = { done: 1, total: 20, unit: "epochs", etaSeconds: 7 };
    expect(stepEta({ ...step, progress }, 99_000)).toBe(7);
  });
  it("goes on at the pace so far", () => {
    expect(stepEta({ ...step, progress: { done: 25, total: 100, unit: "rows" } }, 20_000)).toBeCloseTo(30);
  });
  it("says nothing from the first few rows", () => {
    expect(stepEta({ ...step, progress: { done: 1, total: 100, unit: "rows" } }, 20_000)).toBeNull();
    expect(stepEta(step, 20_000)).toBeNull();
  });
});
