/** What the editor and the command line see of runs. Times are milliseconds since 1970. */
import { issueSchema, type MetricNumber, type RunEvent, runEventSchema } from "@fuseline/schema";
import { z } from "zod";

export const runStatus = z.enum([
  "queued",
  "running",
  "paused",
  "succeeded",
  "failed",
  "cancelled",
  "interrupted",
]);

const metric: z.ZodType<MetricNumber> = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  rows: z.number(),
  split: z.enum(["train", "validation", "test"]),
  pool: z.number().exactOptional(),
  chance: z.number().exactOptional(),
});

export const runSummary = z.object({
  id: z.string(),
  pipelineId: z.string().nullable(),
  name: z.string(),
  status: runStatus,
  /** Node up to which it runs; null: to the end. */
  until: z.string().nullable(),
  attempt: z.number(),
  lastSeq: z.number(),
  issue: issueSchema.nullable(),
  metrics: z.record(z.string(), metric).nullable(),
  parts: z.record(z.string(), z.unknown()).nullable(),
  steps: z.object({ ran: z.number(), reused: z.number() }).nullable(),
  seconds: z.number().nullable(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
});
export type RunShape = z.infer<typeof runSummary>;

/** Events cross a border here, as they do wherever they are read. */
export function checkedEvent(event: unknown): RunEvent {
  return runEventSchema.parse(event);
}
