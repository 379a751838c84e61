/** Folds run events into what people see: one pure function for the editor, the command line and tests. */
import type { Issue } from "../issue.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";
import type { MetricNumber } from "../values.ts";
import type { RunEvent } from "./events.ts";

export type StepStatus = "waiting" | "running" | "reused" | "finished" | "failed";
export type RunStatus = "queued" | "running" | "paused" | "succeeded" | "failed" | "cancelled";

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  /** Estimate by the runner, in seconds, at the time of the event. */
  readonly etaSeconds?: number;
}

/** Points in order of `steps`, each step once. */
export interface Series {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export interface StepState {
  readonly key: string;
  readonly title: string;
  readonly nodeIds: readonly string[];
  readonly status: StepStatus;
  readonly startedAt?: number;
  readonly seconds?: number;
  readonly fromRun?: string;
  readonly progress?: Progress;
  readonly series: { readonly [series: string]: Series };
  /** The newest sample of each kind. */
  readonly samples: { readonly [kind: string]: Json };
  readonly metrics: { readonly [name: string]: MetricNumber };
  readonly issue?: Issue;
}

export interface RunState {
  readonly runId: string;
  readonly status: RunStatus;
  readonly attempt: number;
  /** Runs that come first, while queued. */
  readonly ahead: number;
  /** Order in which steps run. */
  readonly order: readonly string[];
  readonly steps: { readonly [key: string]: StepState };
  readonly issues: readonly Issue[];
  /** Milliseconds since 1970; moved on by every pause, so that what has passed since then was work. */
  readonly startedAt?: number;
  /** Since when it has been paused; goes with the pause. */
  readonly pausedAt?: number;
  readonly seconds?: number;
  readonly lastSeq: number;
  /** An event was skipped: ask for the events after this number again. Null while nothing is missing. */
  readonly resumeAfter: number | null;
}

export function startRun(runId: string): RunState {
  return {
    runId,
    status: "queued",
    attempt: 0,
    ahead: 0,
    order: [],
    steps: {},
    issues: [],
    lastSeq: 0,
    resumeAfter: null,
  };
}

/** Events of other runs and repeated ones change nothing; one that comes too early is not applied but asked for. */
export function reduceRun(state: RunState, event: RunEvent): RunState {
  if (event.runId !== state.runId || event.seq <= state.lastSeq) return state;
  if (event.seq > state.lastSeq + 1) return { ...state, resumeAfter: state.lastSeq };
  return { ...applyEvent(state, event), lastSeq: event.seq, resumeAfter: null };
}

function applyEvent(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "run-queued":
    case "run-resumed":
      return { ...state, status: "queued", ahead: event.ahead };
    case "run-started":
      return started(state, event);
    case "step-started":
      return withStep(state, event, (step) => ({ ...step, status: "running", startedAt: event.at }));
    case "step-reused":
      return withStep(state, event, (step) => ({
        ...step,
        status: "reused",
        ...(event.fromRun === undefined ? {} : { fromRun: event.fromRun }),
      }));
    case "progress": {
      const { done, total, unit, etaSeconds } = event;
      const progress = { done, total, unit, ...(etaSeconds === undefined ? {} : { etaSeconds }) };
      return withStep(state, event, (step) => ({ ...step, progress }));
    }
    case "metric":
      return withStep(state, event, (step) => {
        const series = withPoint(own(step.series, event.series), event);
        return { ...step, series: { ...step.series, [event.series]: series } };
      });
    case "sample":
      return withStep(state, event, (step) => ({
        ...step,
        samples: { ...step.samples, [event.kind]: event.data },
      }));
    case "log":
      return { ...state, issues: [...state.issues, event.issue] };
    case "step-failed":
      return withStep({ ...state, issues: [...state.issues, event.issue] }, event, (step) => ({
        ...step,
        status: "failed",
        issue: event.issue,
      }));
    case "step-finished":
      return withStep(state, event, (step) => ({
        ...step,
        status: "finished",
        seconds: event.seconds,
        metrics: event.metrics ?? {},
      }));
    case "run-paused":
      return { ...state, status: "paused", pausedAt: event.at, steps: settled(state.steps) };
    case "run-finished":
      return { ...state, status: event.status, seconds: event.seconds, steps: settled(state.steps) };
  }
}

/** A second attempt keeps the curves: the runner goes on from its checkpoint. */
function started(state: RunState, event: Extract<RunEvent, { type: "run-started" }>): RunState {
  const steps = event.steps.map(({ key, nodeIds, title }): [string, StepState] => {
    const before = own(state.steps, key);
    const kept = before === undefined ? { series: {}, samples: {}, metrics: {} } : before;
    const status = before?.status === "finished" || before?.status === "reused" ? before.status : "waiting";
    return [key, { ...kept, key, nodeIds, title, status }];
  });
  const { pausedAt, ...rest } = state;
  const rested = pausedAt === undefined ? 0 : event.at - pausedAt;
  return {
    ...rest,
    status: "running",
    attempt: event.attempt,
    ahead: 0,
    order: event.steps.map(({ key }) => key),
    steps: Object.fromEntries(steps),
    startedAt: state.startedAt === undefined ? event.at : state.startedAt + rested,
  };
}

function withStep(
  state: RunState,
  event: { readonly key: string; readonly nodeIds: readonly string[] },
  change: (step: StepState) => StepState,
): RunState {
  const { key, nodeIds } = event;
  const known = own(state.steps, key);
  const step = known ?? { key, title: "", nodeIds, status: "waiting", series: {}, samples: {}, metrics: {} };
  const order = known === undefined ? [...state.order, key] : state.order;
  return { ...state, order, steps: { ...state.steps, [key]: change(step) } };
}

/** (series, step) is one point: a resumed run that computes it again replaces it. */
function withPoint(series: Series | undefined, { step, value }: { step: number; value: number }): Series {
  const { steps, values } = series ?? { steps: [], values: [] };
  let place = steps.length;
  while (place > 0 && (steps[place - 1] ?? 0) >= step) place -= 1;
  const replaced = steps[place] === step ? 1 : 0;
  return {
    steps: [...steps.slice(0, place), step, ...steps.slice(place + replaced)],
    values: [...values.slice(0, place), value, ...values.slice(place + replaced)],
  };
}

/** Nothing runs any more once the run has ended or pauses. */
function settled(steps: RunState["steps"]): RunState["steps"] {
  return Object.fromEntries(
    Object.entries(steps).map(([key, step]) => [
      key,
      step.status === "running" ? { ...step, status: "waiting" } : step,
    ]),
  );
}

const WORST_FIRST: readonly StepStatus[] = ["failed", "running", "waiting", "finished", "reused"];

/** Status of every canvas node: of the steps it takes part in, the one that matters most. */
export function nodeStatuses(state: RunState): { readonly [nodeId: string]: StepStatus } {
  const statuses = new Map<string, StepStatus>();
  for (const { nodeIds, status } of Object.values(state.steps)) {
    for (const id of nodeIds) {
      const other = statuses.get(id);
      if (other === undefined || WORST_FIRST.indexOf(status) < WORST_FIRST.indexOf(other))
        statuses.set(id, status);
    }
  }
  return Object.fromEntries(statuses);
}
