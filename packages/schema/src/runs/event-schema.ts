/** Run events at every border: from the database, over the stream, out of a recorded file. */
import { z } from "zod";
import { isPlainJson } from "../document/plain-json.ts";
import type { Issue } from "../issue.ts";
import type { Json } from "../json.ts";
import type { RunEvent } from "./events.ts";

const key = z.string().min(1).max(200);
const ids = z.array(z.string().max(200));
const count = z.number().min(0);
const json = z.custom<Json>(isPlainJson);

export const issueSchema: z.ZodType<Issue> = z.strictObject({
  code: z.string().min(1).max(100),
  severity: z.enum(["error", "warning", "hint"]),
  at: z.strictObject({
    node: z.string().exactOptional(),
    port: z.string().exactOptional(),
    param: z.string().exactOptional(),
    row: z.number().int().min(0).exactOptional(),
  }),
  facts: z.record(z.string(), json),
});

const metricNumber = z.strictObject({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  rows: count,
  split: z.enum(["train", "validation", "test"]),
  pool: count.exactOptional(),
  chance: z.number().exactOptional(),
});

const base = {
  runId: z.string().min(1).max(200),
  seq: z.number().int().min(1),
  at: z.number().min(0),
  nodeIds: ids,
};

export const runEventSchema: z.ZodType<RunEvent> = z.discriminatedUnion("type", [
  z.strictObject({ ...base, type: z.literal("run-queued"), ahead: count }),
  z.strictObject({
    ...base,
    type: z.literal("run-started"),
    steps: z.array(z.strictObject({ key, nodeIds: ids, title: z.string().max(500) })),
    attempt: z.number().int().min(1),
  }),
  z.strictObject({ ...base, type: z.literal("step-started"), key }),
  z.strictObject({ ...base, type: z.literal("step-reused"), key, fromRun: z.string().exactOptional() }),
  z.strictObject({
    ...base,
    type: z.literal("progress"),
    key,
    done: count,
    total: count,
    unit: z.string().max(100),
    etaSeconds: count.exactOptional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal("metric"),
    key,
    series: z.string().min(1).max(200),
    step: count,
    value: z.number(),
  }),
  z.strictObject({ ...base, type: z.literal("sample"), key, kind: z.string().max(100), data: json }),
  z.strictObject({ ...base, type: z.literal("log"), level: z.enum(["info", "warning"]), issue: issueSchema }),
  z.strictObject({ ...base, type: z.literal("step-failed"), key, issue: issueSchema }),
  z.strictObject({
    ...base,
    type: z.literal("step-finished"),
    key,
    seconds: count,
    metrics: z.record(z.string(), metricNumber).exactOptional(),
  }),
  z.strictObject({ ...base, type: z.literal("run-paused") }),
  z.strictObject({ ...base, type: z.literal("run-resumed"), ahead: count }),
  z.strictObject({
    ...base,
    type: z.literal("run-finished"),
    status: z.enum(["succeeded", "failed", "cancelled"]),
    seconds: count,
  }),
]);
