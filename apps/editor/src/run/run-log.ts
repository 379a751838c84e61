/** The event log as a person reads it: one line for each thing that happened, folded from run events. */
import type { Issue, MetricNumber, RunEvent } from "@fuseline/schema";

/** `at`: milliseconds since 1970. */
export type LogLine = { readonly seq: number; readonly at: number } & (
  | { readonly what: "queued"; readonly ahead: number }
  | { readonly what: "paused" | "resumed" }
  | { readonly what: "started"; readonly attempt: number; readonly steps: number }
  | { readonly what: "step-started" | "step-reused"; readonly key: string }
  | {
      readonly what: "step-finished";
      readonly key: string;
      readonly seconds: number;
      readonly metrics: { readonly [name: string]: MetricNumber };
    }
  | { readonly what: "issue"; readonly key: string | null; readonly issue: Issue }
  | {
      readonly what: "finished";
      readonly status: "succeeded" | "failed" | "cancelled";
      readonly seconds: number;
    }
);

/** Curves and progress have their own place; every other event is a line. Repeated events change nothing. */
export function reduceLog(lines: readonly LogLine[], event: RunEvent): readonly LogLine[] {
  const last = lines.at(-1)?.seq ?? 0;
  if (event.seq <= last) return lines;
  const line = lineOf(event);
  return line === null ? lines : [...lines, line];
}

function lineOf(event: RunEvent): LogLine | null {
  const base = { seq: event.seq, at: event.at };
  switch (event.type) {
    case "run-queued":
      return { ...base, what: "queued", ahead: event.ahead };
    case "run-paused":
      return { ...base, what: "paused" };
    case "run-resumed":
      return { ...base, what: "resumed" };
    case "run-started":
      return { ...base, what: "started", attempt: event.attempt, steps: event.steps.length };
    case "step-started":
    case "step-reused":
      return { ...base, what: event.type, key: event.key };
    case "step-finished":
      return {
        ...base,
        what: "step-finished",
        key: event.key,
        seconds: event.seconds,
        metrics: event.metrics ?? {},
      };
    case "log":
      return { ...base, what: "issue", key: null, issue: event.issue };
    case "step-failed":
      return { ...base, what: "issue", key: event.key, issue: event.issue };
    case "run-finished":
      return { ...base, what: "finished", status: event.status, seconds: event.seconds };
    case "progress":
    case "metric":
    case "sample":
      return null;
  }
}
