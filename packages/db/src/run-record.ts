/** What the rest of the program sees of a run. */
import type { Issue, MetricNumber, Plan } from "@fuseline/schema";
import type { Prisma, Run, RunStatus } from "./generated/client.ts";

export type { RunStatus };

/** Topic that changes with every event, request and status of the run. */
export const runTopic = (id: string) => `run:${id}`;
/** Topic that changes when somebody asks the run to stop; apart from `runTopic`, which changes with every event. */
export const requestTopic = (id: string) => `request:${id}`;
/** Topic that changes whenever a run is created, taken up or finished. */
export const RUNS_TOPIC = "runs";

export type Metrics = { readonly [name: string]: MetricNumber };

/** What a run leaves when its plan was executed to the end. */
export interface RunResult {
  readonly metrics: Metrics;
  /** Per-modality ablation: part → metrics without or with only it. */
  readonly parts?: { readonly [part: string]: unknown };
  readonly steps: { readonly ran: number; readonly reused: number };
  readonly seconds: number;
}

export type RunSummary = Omit<Run, "document" | "plan" | "claim" | "issue" | "metrics" | "parts"> & {
  readonly issue: Issue | null;
  readonly metrics: Metrics | null;
  readonly parts: { readonly [part: string]: unknown } | null;
};

/** `document` is as it was stored, perhaps by an older version: migrate and parse it. */
export type RunRecord = RunSummary & { readonly document: unknown; readonly plan: Plan };

export const FINISHED: readonly RunStatus[] = ["succeeded", "failed", "cancelled", "interrupted"];

export const isFinished = (status: RunStatus): boolean => FINISHED.includes(status);

export const SUMMARY = { document: true, plan: true, claim: true } as const satisfies Prisma.RunOmit;

/** Rows hold what this program wrote, so their JSON is trusted to have its shape. */
export function toSummary(row: Omit<Run, "document" | "plan" | "claim">): RunSummary {
  return row as unknown as RunSummary;
}

export function toRecord(row: Omit<Run, "claim">): RunRecord {
  return row as unknown as RunRecord;
}
