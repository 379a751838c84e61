/** How far a run is, from its steps. */
import type { RunState, StepState } from "@fuseline/schema";
import { stepEta } from "./step-eta.ts";

export interface RunProgress {
  /** From 0 to 1. */
  readonly share: number;
  /** Steps that are over, and all of them. */
  readonly done: number;
  readonly total: number;
  /** The step at work. */
  readonly current: StepState | null;
  /** Seconds until the step at work ends; null while nothing can be said. */
  readonly etaSeconds: number | null;
}

/** Training and encoding take most of the time; the bar moves accordingly. */
const WEIGHTS: { readonly [title: string]: number } = {
  "train-model": 8,
  "image-model": 6,
  "text-model": 3,
  "tuned-model": 5,
  pixels: 3,
};

/** `now`: milliseconds since 1970. */
export function progressOf(run: RunState, now = Date.now()): RunProgress {
  const steps = run.order.flatMap((key) => run.steps[key] ?? []);
  const weight = ({ title }: StepState): number => WEIGHTS[title] ?? 1;
  const total = steps.reduce((sum, step) => sum + weight(step), 0);
  const passed = steps.reduce((sum, step) => sum + weight(step) * shareOf(step), 0);
  const current = steps.find(({ status }) => status === "running") ?? null;
  return {
    share: run.status === "succeeded" ? 1 : total === 0 ? 0 : passed / total,
    done: steps.filter(isOver).length,
    total: steps.length,
    current,
    etaSeconds: current === null ? null : stepEta(current, now),
  };
}

const isOver = ({ status }: StepState): boolean => status === "finished" || status === "reused";

function shareOf(step: StepState): number {
  if (isOver(step)) return 1;
  // A paused step waits with what it has done.
  if (step.status === "failed" || step.progress === undefined || step.progress.total === 0) return 0;
  return Math.min(1, step.progress.done / step.progress.total);
}
