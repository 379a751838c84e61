/** States of cards from recorded events and forecasts. */
import { catalog } from "@fuseline/nodes";
import {
  type Issue,
  type RunEventDraft,
  type RunState,
  reduceRun,
  resolve,
  startRun,
} from "@fuseline/schema";
import { describe, expect, it } from "vitest";
import { after, emojiPipeline } from "../testing/pipelines.ts";
import { nodeRuns } from "./node-run.ts";

const document = emojiPipeline();
const resolved = resolve(document, catalog);

function played(...drafts: RunEventDraft[]): RunState {
  return drafts.reduce(
    (state, draft, place) => reduceRun(state, { ...draft, runId: "r", seq: place + 1, at: place }),
    startRun("r"),
  );
}

const started: RunEventDraft = {
  type: "run-started",
  nodeIds: [],
  attempt: 1,
  steps: [
    { key: "load", nodeIds: ["load-sample"], title: "load-sample" },
    { key: "columns", nodeIds: ["choose-columns"], title: "choose-columns" },
    { key: "photos", nodeIds: ["encode-image"], title: "image-model" },
    { key: "train", nodeIds: ["train-model"], title: "train-model" },
  ],
};
const step = (key: string, nodeIds: readonly string[]) => ({ key, nodeIds });
const reused: RunEventDraft = { type: "step-reused", ...step("load", ["load-sample"]) };
const ended: RunEventDraft = { type: "step-finished", ...step("columns", ["choose-columns"]), seconds: 2 };
const encoded: RunEventDraft = { type: "step-finished", ...step("photos", ["encode-image"]), seconds: 6 };
const training: RunEventDraft = { type: "step-started", ...step("train", ["train-model"]) };

describe("during a run", () => {
  it("says who works, who learns, who waits, who is done", () => {
    const run = played(started, reused, ended, encoded, training);
    const runs = nodeRuns({ resolved, run, forecast: null });
    expect(runs["load-sample"]).toEqual({ state: "reused" });
    expect(runs["choose-columns"]).toEqual({ state: "done", seconds: 2 });
    expect(runs["encode-image"]).toEqual({ state: "done", seconds: 6 });
    expect(runs["train-model"]).toEqual({ state: "running", progress: null });
    expect(runs["fuse-gated"]).toEqual({ state: "learning" });
  });

  it("says whom the waiting ones wait for", () => {
    const begun: RunEventDraft = { type: "step-started", ...step("columns", ["choose-columns"]) };
    const runs = nodeRuns({ resolved, run: played(started, reused, begun), forecast: null });
    expect(runs["train-model"]).toEqual({ state: "waiting", after: "choose-columns" });
  });

  it("puts a failure on its node", () => {
    const issue: Issue = { code: "too-few-rows", severity: "error", at: { node: "train-model" }, facts: {} };
    const failed: RunEventDraft = { type: "step-failed", ...step("train", ["train-model"]), issue };
    const runs = nodeRuns({ resolved, run: played(started, training, failed), forecast: null });
    expect(runs["train-model"]).toEqual({ state: "error", issue });
  });
});

describe("between runs", () => {
  const forecastOf = (reason: "params-changed" | null) => [
    { key: "load", nodes: ["load-sample"], reason: null },
    { key: "columns", nodes: ["choose-columns"], reason: null },
    {
      key: "train2",
      nodes: ["train-model"],
      reason: reason === null ? null : { why: reason, params: ["epochs"] },
    },
  ];
  const over: RunEventDraft = { type: "run-finished", status: "succeeded", seconds: 9, nodeIds: [] };

  it("says what would run and why, and what was done or reused", () => {
    const run = played(started, reused, ended, over);
    const runs = nodeRuns({ resolved, run, forecast: forecastOf("params-changed") });
    expect(runs["load-sample"]).toEqual({ state: "reused" });
    expect(runs["choose-columns"]).toEqual({ state: "done", seconds: 2 });
    expect(runs["fuse-gated"]).toMatchObject({ state: "will-run" });
    expect(runs["train-model"]).toMatchObject({ state: "will-run", reason: { why: "params-changed" } });
  });

  it("forgets a failure once something was changed", () => {
    const issue: Issue = { code: "too-few-rows", severity: "error", at: { node: "train-model" }, facts: {} };
    const failed: RunEventDraft = { type: "step-failed", ...step("train", ["train-model"]), issue };
    const run = played(started, training, failed, { ...over, status: "failed" });
    expect(nodeRuns({ resolved, run, forecast: forecastOf("params-changed") })["train-model"]?.state).toBe(
      "will-run",
    );
  });

  it("puts what is wrong in the drawing before everything else", () => {
    const broken = after(document, { op: "set-param", id: "fuse-gated", name: "width", value: 7000 });
    const runs = nodeRuns({ resolved: resolve(broken, catalog), run: null, forecast: null });
    expect(runs["fuse-gated"]).toMatchObject({ state: "error", issue: { code: "param-invalid" } });
    expect(runs["load-sample"]).toEqual({ state: "none" });
  });
});
