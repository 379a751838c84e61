/** Procedures about runs: start, stop, look, follow. */
import type { RunSummary } from "@fuseline/db";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { Refusal } from "../border/refusal.ts";
import { findServable } from "../publishing/find-servable.ts";
import { finishedRun } from "../publishing/run-on-trial.ts";
import { forecast, forecastShape } from "../runs/forecast.ts";
import { startRun } from "../runs/start-run.ts";
import { ownerProcedure, router, untilClosed } from "./procedure.ts";
import { checkedEvent, type RunShape, runStatus, runSummary } from "./run-shapes.ts";

const runId = z.object({ runId: z.string() });
/** A saved pipeline, or a document from a file; `until`: no further than this node. */
const until = z.string().exactOptional();
const whatToRun = z.union([
  z.object({ pipelineId: z.string(), until }),
  z.object({ document: z.unknown(), until }),
]);

export const runs = router({
  start: ownerProcedure
    .input(whatToRun)
    .output(z.object({ runId: z.string() }))
    .mutation(async ({ input, ctx: { services } }) => ({ runId: await startRun(services, input) })),

  /** Which steps would be reused and which would run. */
  forecast: ownerProcedure
    .input(whatToRun)
    .output(forecastShape)
    .query(async ({ input, ctx: { services } }) => forecast(services, input)),

  cancel: ownerProcedure
    .input(runId)
    .output(z.object({ outcome: z.enum(["cancelled", "requested", "finished"]) }))
    .mutation(async ({ input, ctx: { services } }) => {
      const outcome = await services.queue.cancel(input.runId);
      if (outcome === "missing") throw unknownRun(input.runId);
      return { outcome };
    }),

  /** Keeps a checkpoint and lets go until it is resumed; over restarts too. */
  pause: ownerProcedure
    .input(runId)
    .output(z.object({ outcome: z.enum(["paused", "requested", "other"]) }))
    .mutation(async ({ input, ctx: { services } }) => {
      const outcome = await services.queue.pause(input.runId);
      if (outcome === "missing") throw unknownRun(input.runId);
      return { outcome };
    }),

  /** Goes on exactly where it paused, when its turn comes. */
  resume: ownerProcedure
    .input(runId)
    .output(z.object({ resumed: z.boolean() }))
    .mutation(async ({ input, ctx: { services } }) => ({
      resumed: await services.queue.resume(input.runId),
    })),

  /** Ends training now, paused or not; what was best so far is kept and evaluated. */
  stopKeepBest: ownerProcedure
    .input(runId)
    .output(z.object({ stopping: z.boolean() }))
    .mutation(async ({ input, ctx: { services } }) => {
      const stopping = await services.database.runs.requestStop(input.runId);
      // A paused run ends where its checkpoint is, which takes a runner.
      if (stopping) await services.queue.resume(input.runId);
      return { stopping };
    }),

  get: ownerProcedure
    .input(runId)
    .output(runSummary.extend({ document: z.unknown(), plan: z.unknown() }))
    .query(async ({ input, ctx: { services } }) => {
      const run = await services.database.runs.get(input.runId);
      if (run === null) throw unknownRun(input.runId);
      return { ...shapeOf(run), document: run.document, plan: run.plan };
    }),

  /** The manifest of the model that publishing the run would serve, for whoever reads the same storage. */
  model: ownerProcedure
    .input(runId)
    .output(z.object({ manifest: z.string() }))
    .query(async ({ input, ctx: { services } }) => {
      const { plan } = await finishedRun(services.database, input.runId);
      const { model } = await findServable(plan, services.storage, input.runId);
      return { manifest: model.manifest };
    }),

  list: ownerProcedure
    .input(
      z.object({
        pipelineId: z.string().optional(),
        /** With the runs of the pipelines that it is a variant of, and of its variants. */
        family: z.boolean().default(false),
        statuses: z.array(runStatus).optional(),
        /** Without runs up to one node. */
        whole: z.boolean().default(false),
        before: z.number().optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.array(runSummary))
    .query(async ({ input: { before, pipelineId, family, statuses, whole, limit }, ctx: { services } }) => {
      const found = await services.database.runs.list({
        limit,
        whole,
        family,
        ...(pipelineId === undefined ? {} : { pipelineId }),
        ...(statuses === undefined ? {} : { statuses }),
        ...(before === undefined ? {} : { before: new Date(before) }),
      });
      return found.map(shapeOf);
    }),

  /** Every event after `lastEventId` once and in order; ends with the run. */
  events: ownerProcedure
    .input(runId.extend({ lastEventId: z.coerce.number().int().min(0).nullish() }))
    .subscription(async function* ({ input, ctx: { services }, signal }) {
      if ((await services.database.runs.summary(input.runId)) === null) throw unknownRun(input.runId);
      const until = untilClosed(services, signal);
      for await (const event of services.database.runEvents.subscribe(
        input.runId,
        input.lastEventId ?? 0,
        until,
      )) {
        yield tracked(String(event.seq), checkedEvent(event));
      }
    }),
});

function unknownRun(id: string): Refusal {
  return new Refusal("not-found", { facts: { what: `run ${id}` }, where: "runId" });
}

export function shapeOf(run: RunSummary): RunShape {
  const { id, pipelineId, name, status, attempt, lastSeq, issue, metrics, parts, seconds, until } = run;
  const steps =
    run.stepsRan === null || run.stepsReused === null ? null : { ran: run.stepsRan, reused: run.stepsReused };
  const times = {
    createdAt: run.createdAt.getTime(),
    startedAt: run.startedAt?.getTime() ?? null,
    finishedAt: run.finishedAt?.getTime() ?? null,
  };
  return {
    id,
    pipelineId,
    name,
    status,
    attempt,
    lastSeq,
    issue,
    metrics,
    parts,
    until,
    steps,
    seconds,
    ...times,
  } as RunShape;
}
