import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issue } from "../issues/table.ts";
import { runEventSchema } from "./event-schema.ts";
import type { RunEvent, RunEventBody } from "./events.ts";
import { nodeStatuses, reduceRun, startRun } from "./reduce-run.ts";

const failure = issue("out-of-memory", { node: "train" }, { batch: 64 });
const bodies: readonly RunEventBody[] = [
  { type: "run-queued", ahead: 2 },
  {
    type: "run-started",
    attempt: 1,
    steps: [
      { key: "k1", nodeIds: ["load"], title: "Load" },
      { key: "k2", nodeIds: ["train", "head"], title: "Train" },
      { key: "k3", nodeIds: ["evaluate", "head"], title: "Evaluate" },
    ],
  },
  { type: "step-reused", key: "k1", fromRun: "r0" },
  { type: "step-started", key: "k2" },
  { type: "progress", key: "k2", done: 3, total: 20, unit: "epoch", etaSeconds: 12 },
  { type: "metric", key: "k2", series: "loss", step: 1, value: 2 },
  { type: "metric", key: "k2", series: "loss", step: 3, value: 1 },
  { type: "metric", key: "k2", series: "loss", step: 2, value: 1.5 },
  { type: "metric", key: "k2", series: "loss", step: 3, value: 0.9 },
  { type: "sample", key: "k2", kind: "rows", data: { rows: [1] } },
  { type: "log", level: "warning", issue: issue("no-path-to-loss", { node: "head" }, {}, "warning") },
  {
    type: "step-finished",
    key: "k2",
    seconds: 9,
    metrics: { accuracy: { value: 0.9, low: 0.8, high: 0.95, rows: 40, split: "test" } },
  },
  { type: "step-started", key: "k3" },
  { type: "step-failed", key: "k3", issue: failure },
  { type: "run-finished", status: "failed", seconds: 10 },
];
const paused: readonly RunEventBody[] = [
  ...bodies.slice(0, 7),
  { type: "run-paused" },
  { type: "run-resumed", ahead: 1 },
];
const numbered = (list: readonly RunEventBody[]): readonly RunEvent[] =>
  list.map((body, index) => ({ ...body, runId: "r1", seq: index + 1, at: 1000 + index, nodeIds: [] }));
const events = numbered(bodies);
const fold = (list: readonly RunEvent[]) => list.reduce(reduceRun, startRun("r1"));

describe("reduceRun", () => {
  it("tells what happened", () => {
    const state = fold(events);
    expect(state).toMatchObject({
      status: "failed",
      seconds: 10,
      lastSeq: 15,
      resumeAfter: null,
      order: ["k1", "k2", "k3"],
    });
    expect(state.steps.k1).toMatchObject({ status: "reused", fromRun: "r0" });
    expect(state.steps.k2).toMatchObject({
      status: "finished",
      seconds: 9,
      progress: { done: 3, total: 20, etaSeconds: 12 },
      series: { loss: { steps: [1, 2, 3], values: [2, 1.5, 0.9] } },
      samples: { rows: { rows: [1] } },
      metrics: { accuracy: { value: 0.9 } },
    });
    expect(state.steps.k3).toMatchObject({ status: "failed", issue: failure });
    expect(state.issues.map(({ code }) => code)).toEqual(["no-path-to-loss", "out-of-memory"]);
    expect(nodeStatuses(state)).toEqual({
      load: "reused",
      train: "finished",
      head: "failed",
      evaluate: "failed",
    });
  });

  it("shows the place in the queue until the run starts", () => {
    expect(fold(events.slice(0, 1))).toMatchObject({ status: "queued", ahead: 2 });
    expect(fold(events.slice(0, 2))).toMatchObject({ status: "running", ahead: 0 });
  });

  it("gives the same state whatever is repeated, and asks for what was skipped", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(events.length - 1), { maxLength: 80 }), (indices) => {
        let state = startRun("r1");
        for (const index of indices) {
          const event = events[index];
          if (event === undefined) continue;
          const next = reduceRun(state, event);
          if (event.seq > state.lastSeq + 1) expect(next).toEqual({ ...state, resumeAfter: state.lastSeq });
          else if (event.seq <= state.lastSeq) expect(next).toBe(state);
          state = next;
        }
        expect({ ...state, resumeAfter: null }).toEqual(fold(events.slice(0, state.lastSeq)));
        expect(events.slice(state.lastSeq).reduce(reduceRun, state)).toEqual(fold(events));
      }),
    );
  });

  it("keeps curves and finished steps when another runner takes over", () => {
    const again: RunEvent = {
      ...(events[1] as RunEvent),
      type: "run-started",
      attempt: 2,
      seq: 12,
      steps: [
        { key: "k1", nodeIds: ["load"], title: "Load" },
        { key: "k2", nodeIds: ["train"], title: "Train" },
      ],
    } as RunEvent;
    const state = reduceRun(fold(events.slice(0, 11)), again);
    expect(state).toMatchObject({ attempt: 2, startedAt: 1001 });
    expect(state.steps.k1?.status).toBe("reused");
    expect(state.steps.k2).toMatchObject({ status: "waiting", series: { loss: { steps: [1, 2, 3] } } });
  });

  it("keeps curves and progress over a pause, with nothing running", () => {
    const log = numbered(paused);
    const resting = fold(log.slice(0, 8));
    expect(resting.status).toBe("paused");
    expect(resting.steps.k2).toMatchObject({
      status: "waiting",
      progress: { done: 3, total: 20 },
      series: { loss: { steps: [1, 3] } },
    });
    expect(fold(log)).toMatchObject({ status: "queued", ahead: 1, steps: resting.steps });
    const again = { ...bodies[1], type: "run-started", attempt: 2, steps: [] } as RunEventBody;
    const later = { ...again, runId: "r1", seq: 10, at: 9000, nodeIds: [] } as RunEvent;
    const resumed = reduceRun(fold(log), later);
    expect(resumed.startedAt, "a pause is not work").toBe(1001 + 9000 - 1007);
    expect(resumed.pausedAt).toBeUndefined();
  });

  it("leaves nothing running after the end", () => {
    const end: RunEvent = { ...(events[14] as RunEvent), seq: 5 };
    expect(Object.values(fold([...events.slice(0, 4), end]).steps).map(({ status }) => status)).not.toContain(
      "running",
    );
  });

  it("ignores other runs", () => {
    const state = startRun("r2");
    expect(reduceRun(state, events[0] as RunEvent)).toBe(state);
  });
});

describe("runEventSchema", () => {
  it("takes every kind of event, through JSON", () => {
    for (const event of [...events, ...numbered(paused)])
      expect(runEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(new Set([...bodies, ...paused].map(({ type }) => type)).size).toBe(13);
  });
  it("refuses events without a number, and unknown members", () => {
    expect(runEventSchema.safeParse({ ...events[0], seq: 0 }).success).toBe(false);
    expect(runEventSchema.safeParse({ ...events[0], secret: 1 }).success).toBe(false);
  });
});
