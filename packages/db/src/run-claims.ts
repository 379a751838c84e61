/**
 * Who may work on a run. A claim is a secret with a lease: the holder renews it, loses it by silence, and every write
 * names it, so a runner that was only slow cannot write over the one that took its place. Time is the database's.
 */
import { randomUUID } from "node:crypto";
import type { Issue } from "@fuseline/schema";
import type { PoolClient } from "pg";
import { appendEvents, LeaseLost } from "./append-events.ts";
import type { Connection } from "./connection.ts";
import type { RunStatus } from "./generated/client.ts";
import { notify } from "./notifications.ts";
import { RUNS_TOPIC, type RunResult, runTopic } from "./run-record.ts";
import { transaction } from "./transaction.ts";
import { translating } from "./translate-error.ts";

export interface Claim {
  readonly runId: string;
  readonly claim: string;
  /** 1 the first time. */
  readonly attempt: number;
}

export type ClaimResult =
  | { readonly held: Claim }
  /** Another runner holds it; it may be asked again after this many milliseconds. */
  | { readonly held: null; readonly reason: "busy"; readonly wait: number }
  | { readonly held: null; readonly reason: "finished" | "paused" | "missing" };

/** What the person asked of a running run. */
export interface Requests {
  readonly cancel: boolean;
  readonly stop: boolean;
  readonly pause: boolean;
}

/** How a run ended. Its last event, `run-finished`, is written with it in one transaction. */
export type Ending =
  | { readonly status: "succeeded"; readonly result: RunResult }
  | { readonly status: "failed"; readonly issue: Issue; readonly seconds?: number }
  | { readonly status: "cancelled"; readonly seconds?: number };

export const runClaims = ({ pool }: Connection) =>
  translating({
    async take({
      runId,
      runnerId,
      lease,
    }: {
      runId: string;
      runnerId: string /** Milliseconds. */;
      lease: number;
    }): Promise<ClaimResult> {
      const claim = randomUUID();
      return transaction(pool, async (client): Promise<ClaimResult> => {
        const { rows } = await client.query<{ status: RunStatus; attempt: number; wait: number }>(
          `SELECT "status", "attempt", coalesce(extract(epoch FROM "leaseUntil" - clock_timestamp()) * 1000, 0)::float8 AS "wait"
           FROM "Run" WHERE "id" = $1 FOR UPDATE`,
          [runId],
        );
        const run = rows[0];
        if (!run) return { held: null, reason: "missing" };
        if (run.status === "paused") return { held: null, reason: "paused" };
        if (run.status !== "queued" && run.status !== "running") return { held: null, reason: "finished" };
        if (run.status === "running" && run.wait > 0) return { held: null, reason: "busy", wait: run.wait };
        await client.query(
          `UPDATE "Run" SET "status" = 'running', "claim" = $2, "runnerId" = $3, "attempt" = "attempt" + 1,
             "leaseUntil" = clock_timestamp() + $4 * interval '1 millisecond', "startedAt" = coalesce("startedAt", now())
           WHERE "id" = $1`,
          [runId, claim, runnerId, lease],
        );
        await notify(client, runTopic(runId));
        await notify(client, RUNS_TOPIC);
        return { held: { runId, claim, attempt: run.attempt + 1 } };
      });
    },

    /** @throws {LeaseLost} when somebody else holds the run, or nobody. */
    async renew({ runId, claim }: Claim, lease: number): Promise<Requests> {
      const { rows } = await pool.query<Requests>(
        `UPDATE "Run" SET "leaseUntil" = clock_timestamp() + $3 * interval '1 millisecond'
         WHERE "id" = $1 AND "claim" = $2 AND "status" = 'running'
         RETURNING "cancelRequested" AS "cancel", "stopRequested" AS "stop", "pauseRequested" AS "pause"`,
        [runId, claim, lease],
      );
      const requests = rows[0];
      if (!requests) throw new LeaseLost(runId);
      return requests;
    },

    /** Puts the run back among the queued ones, to be taken up again. Does nothing when the claim is gone. */
    async release({ runId, claim }: Claim): Promise<void> {
      await transaction(pool, async (client) => {
        await client.query(
          `UPDATE "Run" SET "status" = 'queued', "claim" = NULL, "leaseUntil" = NULL, "runnerId" = NULL
           WHERE "id" = $1 AND "claim" = $2 AND "status" = 'running'`,
          [runId, claim],
        );
        await notify(client, runTopic(runId));
        await notify(client, RUNS_TOPIC);
      });
    },

    /** Lays the run aside until the person resumes it. Does nothing when the claim is gone. */
    async pause({ runId, claim }: Claim): Promise<void> {
      await transaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE "Run" SET "status" = 'paused', "claim" = NULL, "leaseUntil" = NULL, "runnerId" = NULL, "pauseRequested" = false
           WHERE "id" = $1 AND "claim" = $2 AND "status" = 'running'`,
          [runId, claim],
        );
        if (rowCount === 0) return;
        await appendEvents(client, { runId, drafts: [{ type: "run-paused", nodeIds: [] }] });
        await notify(client, RUNS_TOPIC);
      });
    },

    /** Writes the outcome and the last event together. @throws {LeaseLost} when the claim is gone. */
    async finish(held: Claim, ending: Ending): Promise<void> {
      await transaction(pool, async (client) => {
        const seconds = await secondsOf(client, held, ending);
        await appendEvents(client, {
          ...held,
          drafts: [{ type: "run-finished", status: ending.status, seconds, nodeIds: [] }],
        });
        await writeEnding(client, { runId: held.runId, ending, seconds });
      });
    },

    /** Ends a run that nobody holds any more and nobody will take up; its last event goes with it. */
    async abandon(runId: string, issue: Issue): Promise<void> {
      await transaction(pool, async (client) => {
        const { rows } = await client.query<{ open: boolean }>(
          `SELECT "status" = 'queued' OR ("status" = 'running' AND coalesce("leaseUntil" < clock_timestamp(), true)) AS "open"
           FROM "Run" WHERE "id" = $1 FOR UPDATE`,
          [runId],
        );
        if (!rows[0]?.open) return;
        await appendEvents(client, {
          runId,
          drafts: [{ type: "run-finished", status: "failed", seconds: 0, nodeIds: [] }],
        });
        await writeEnding(client, { runId, ending: { status: "failed", issue }, seconds: 0 });
        await client.query(`UPDATE "Run" SET "status" = 'interrupted' WHERE "id" = $1`, [runId]);
      });
    },

    /** Runs that should be on the queue: queued ones, and running ones whose holder fell silent. */
    async unattended(): Promise<{ readonly id: string; readonly priority: number }[]> {
      const { rows } = await pool.query<{ id: string; priority: number }>(
        `SELECT "id", "priority" FROM "Run"
         WHERE "status" = 'queued' OR ("status" = 'running' AND "leaseUntil" < clock_timestamp())
         ORDER BY "priority", "createdAt", "id"`,
      );
      return rows;
    },
  });

/** Measured by the runner, or else since the run was first taken up. */
async function secondsOf(client: PoolClient, held: Claim, ending: Ending): Promise<number> {
  const told = ending.status === "succeeded" ? ending.result.seconds : ending.seconds;
  if (told !== undefined) return told;
  const { rows } = await client.query<{ seconds: number }>(
    `SELECT extract(epoch FROM clock_timestamp() - "startedAt")::float8 AS "seconds" FROM "Run" WHERE "id" = $1`,
    [held.runId],
  );
  return rows[0]?.seconds ?? 0;
}

async function writeEnding(
  client: PoolClient,
  { runId, ending, seconds }: { runId: string; ending: Ending; seconds: number },
) {
  const result = ending.status === "succeeded" ? ending.result : undefined;
  await client.query(
    `UPDATE "Run" SET "status" = $2::"RunStatus", "claim" = NULL, "leaseUntil" = NULL, "finishedAt" = now(), "seconds" = $3,
       "issue" = $4::json, "metrics" = $5::json, "parts" = $6::json, "stepsRan" = $7, "stepsReused" = $8
     WHERE "id" = $1`,
    [
      runId,
      ending.status,
      seconds,
      ending.status === "failed" ? JSON.stringify(ending.issue) : null,
      result ? JSON.stringify(result.metrics) : null,
      result?.parts ? JSON.stringify(result.parts) : null,
      result?.steps.ran ?? null,
      result?.steps.reused ?? null,
    ],
  );
  await notify(client, RUNS_TOPIC);
}

export type RunClaims = ReturnType<typeof runClaims>;
