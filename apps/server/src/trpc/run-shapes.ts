/** What the editor and the command line see of runs. Times are milliseconds since 1970. */
import type { Issue, MetricNumber, RunEvent } from "@fuseline/schema";
import { z } from "zod";

export const runStatus = z.enum(["queued", "running", "succeeded", "failed", "cancelled", "interrupted"]);

const metric: z.ZodType<MetricNumber> = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  rows: z.number(),
  split: z.enum(["train", "validation", "test"]),
  pool: z.number().exactOptional(),
  chance: z.number().exactOptional(),
});

export const issueShape: z.ZodType<Issue> = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "hint"]),
  at: z.object({
    node: z.string().exactOptional(),
    port: z.string().exactOptional(),
    param: z.string().exactOptional(),
    row: z.number().exactOptional(),
  }),
  facts: z.record(z.string(), z.json()),
});

export const runSummary = z.object({
  id: z.string(),
  pipelineId: z.string().nullable(),
  name: z.string(),
  status: runStatus,
  attempt: z.number(),
  lastSeq: z.number(),
  issue: issueShape.nullable(),
  metrics: z.record(z.string(), metric).nullable(),
  parts: z.record(z.string(), z.unknown()).nullable(),
  steps: z.object({ ran: z.number(), reused: z.number() }).nullable(),
  seconds: z.number().nullable(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
});
export type RunShape = z.infer<typeof runSummary>;

/** Events are what the runner wrote through `appendEvents`; their parts vary by type. */
export const runEvent = z.custom<RunEvent>(
  (value) => typeof value === "object" && value !== null && "seq" in value && "type" in value,
);
