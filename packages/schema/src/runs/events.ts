/** Run events: the log of everything that happens while a plan runs. Appended once, streamed, folded by `reduceRun`. */
import type { Issue } from "../issue.ts";
import type { Json } from "../json.ts";
import type { MetricNumber } from "../values.ts";

interface EventBase {
  readonly runId: string;
  /** 1, 2, 3 … without gaps inside a run. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Canvas nodes this event belongs to. */
  readonly nodeIds: readonly string[];
}

export type RunEventBody =
  /** Waiting for a runner; `ahead`: runs that come first. Written before the first attempt only. */
  | { readonly type: "run-queued"; readonly ahead: number }
  | {
      readonly type: "run-started";
      readonly steps: readonly { key: string; nodeIds: readonly string[]; title: string }[];
      readonly attempt: number;
    }
  | { readonly type: "step-started"; readonly key: string }
  /** The result was in storage already; `fromRun` made it. */
  | { readonly type: "step-reused"; readonly key: string; readonly fromRun?: string }
  | {
      readonly type: "progress";
      readonly key: string;
      readonly done: number;
      readonly total: number;
      readonly unit: string;
      readonly etaSeconds?: number;
    }
  /** One point of a curve. (series, step) is unique in a run, so a resumed run cannot double a point. */
  | {
      readonly type: "metric";
      readonly key: string;
      readonly series: string;
      readonly step: number;
      readonly value: number;
    }
  | { readonly type: "sample"; readonly key: string; readonly kind: string; readonly data: Json }
  | { readonly type: "log"; readonly level: "info" | "warning"; readonly issue: Issue }
  | { readonly type: "step-failed"; readonly key: string; readonly issue: Issue }
  | {
      readonly type: "step-finished";
      readonly key: string;
      readonly seconds: number;
      readonly metrics?: { readonly [name: string]: MetricNumber };
    }
  /** The person paused it: no runner holds it until they resume it. */
  | { readonly type: "run-paused" }
  /** In the queue again, to go on from its checkpoint. */
  | { readonly type: "run-resumed"; readonly ahead: number }
  | {
      readonly type: "run-finished";
      readonly status: "succeeded" | "failed" | "cancelled";
      readonly seconds: number;
    };

export type RunEvent = EventBase & RunEventBody;
export type RunEventDraft = RunEventBody & { readonly nodeIds: readonly string[] };
