/** Runs: creating, listing and asking them to stop. Taking them up is `run-claims.ts`. */
import type { Plan } from "@fuseline/schema";
import { appendEvents } from "./append-events.ts";
import type { Connection } from "./connection.ts";
import type { Prisma, RunStatus } from "./generated/client.ts";
import { jsonColumn } from "./json-column.ts";
import { notify } from "./notifications.ts";
import {
  isFinished,
  RUNS_TOPIC,
  type RunRecord,
  type RunSummary,
  requestTopic,
  SUMMARY,
  toRecord,
  toSummary,
} from "./run-record.ts";
import { transaction } from "./transaction.ts";
import { translating } from "./translate-error.ts";

export interface NewRun {
  readonly pipelineId?: string;
  readonly document: { readonly name: string };
  readonly plan: Plan;
  /** Node up to which it runs, where it is not to run to the end. */
  readonly until?: string;
  /** Smaller goes first; 0 by default. */
  readonly priority?: number;
}

export interface RunFilter {
  readonly pipelineId?: string;
  /** With the runs of the pipelines that it is a variant of, and of its variants. */
  readonly family?: boolean;
  readonly statuses?: readonly RunStatus[];
  /** Only runs to the end, without those up to one node. */
  readonly whole?: boolean;
  /** Only runs created before this one (for paging). */
  readonly before?: Date;
  /** Default 50. */
  readonly limit?: number;
}

export const runs = ({ prisma, pool }: Connection) =>
  translating({
    /** Status `queued`; the job is put on the queue by `JobQueue.add`. */
    async create({ pipelineId, document, plan, until, priority = 0 }: NewRun): Promise<RunRecord> {
      const created = await prisma.run.create({
        data: {
          pipelineId: pipelineId ?? null,
          name: document.name,
          document: jsonColumn(document),
          plan: jsonColumn(plan),
          until: until ?? null,
          priority,
        },
        omit: { claim: true },
      });
      await notify(pool, RUNS_TOPIC);
      return toRecord(created);
    },

    async get(id: string): Promise<RunRecord | null> {
      const row = await prisma.run.findUnique({ where: { id }, omit: { claim: true } });
      return row && toRecord(row);
    },

    async summary(id: string): Promise<RunSummary | null> {
      const row = await prisma.run.findUnique({ where: { id }, omit: SUMMARY });
      return row && toSummary(row);
    },

    /** Newest first. */
    async list(filter: RunFilter = {}): Promise<RunSummary[]> {
      const { pipelineId, family = false, statuses, whole = false, before, limit = 50 } = filter;
      const rows = await prisma.run.findMany({
        where: {
          ...(pipelineId !== undefined && (family ? await ofFamily(prisma, pipelineId) : { pipelineId })),
          ...(statuses !== undefined && { status: { in: [...statuses] } }),
          ...(whole && { until: null }),
          ...(before !== undefined && { createdAt: { lt: before } }),
        },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
        omit: SUMMARY,
      });
      return rows.map(toSummary);
    },

    /** Queued runs in the order in which they will be taken up. */
    async waiting(): Promise<RunSummary[]> {
      const rows = await prisma.run.findMany({
        where: { status: "queued" },
        orderBy: [{ priority: "asc" }, { createdAt: "asc" }, { id: "asc" }],
        omit: SUMMARY,
      });
      return rows.map(toSummary);
    },

    /** A queued or paused run ends at once; a running one is told to. `finished`: there was nothing left to cancel. */
    async requestCancel(id: string): Promise<"cancelled" | "requested" | "finished" | "missing"> {
      return transaction(pool, async (client) => {
        const { rows } = await client.query<{ status: RunStatus }>(
          `SELECT "status" FROM "Run" WHERE "id" = $1 FOR UPDATE`,
          [id],
        );
        const before = rows[0]?.status;
        if (before === undefined) return "missing";
        if (isFinished(before)) return "finished";
        await client.query(`UPDATE "Run" SET "cancelRequested" = true WHERE "id" = $1`, [id]);
        await notify(client, requestTopic(id));
        if (before === "running") return "requested";
        await appendEvents(client, {
          runId: id,
          drafts: [{ type: "run-finished", status: "cancelled", seconds: 0, nodeIds: [] }],
        });
        await client.query(
          `UPDATE "Run" SET "status" = 'cancelled', "finishedAt" = now(), "seconds" = 0 WHERE "id" = $1`,
          [id],
        );
        await notify(client, RUNS_TOPIC);
        return "cancelled";
      });
    },

    /** A queued run is laid aside at once; a running one is told to. `other`: it is neither. */
    async requestPause(id: string): Promise<"paused" | "requested" | "other" | "missing"> {
      return transaction(pool, async (client) => {
        const { rows } = await client.query<{ status: RunStatus }>(
          `SELECT "status" FROM "Run" WHERE "id" = $1 FOR UPDATE`,
          [id],
        );
        switch (rows[0]?.status) {
          case undefined:
            return "missing";
          case "running":
            await client.query(`UPDATE "Run" SET "pauseRequested" = true WHERE "id" = $1`, [id]);
            await notify(client, requestTopic(id));
            return "requested";
          case "queued":
            await client.query(`UPDATE "Run" SET "status" = 'paused' WHERE "id" = $1`, [id]);
            await appendEvents(client, { runId: id, drafts: [{ type: "run-paused", nodeIds: [] }] });
            await notify(client, RUNS_TOPIC);
            return "paused";
          default:
            return "other";
        }
      });
    },

    /** Makes a paused run a queued one, behind `ahead` others; the job is put on the queue by `JobQueue.resume`. */
    async resume(id: string): Promise<{ readonly priority: number } | null> {
      return transaction(pool, async (client) => {
        const { rows } = await client.query<{ priority: number; ahead: number }>(
          `UPDATE "Run" SET "status" = 'queued' WHERE "id" = $1 AND "status" = 'paused'
           RETURNING "priority", (SELECT count(*)::int FROM "Run" AS other WHERE other."status" = 'queued'
             AND (other."priority", other."createdAt", other."id") < ("Run"."priority", "Run"."createdAt", "Run"."id")) AS "ahead"`,
          [id],
        );
        const resumed = rows[0];
        if (resumed === undefined) return null;
        const { priority, ahead } = resumed;
        await appendEvents(client, { runId: id, drafts: [{ type: "run-resumed", ahead, nodeIds: [] }] });
        await notify(client, RUNS_TOPIC);
        return { priority };
      });
    },

    /** "Stop now and keep the best": false when the run neither runs nor pauses. */
    async requestStop(id: string): Promise<boolean> {
      const { count } = await prisma.run.updateMany({
        where: { id, status: { in: ["running", "paused"] } },
        data: { stopRequested: true },
      });
      await notify(pool, requestTopic(id));
      return count > 0;
    },
  });

async function ofFamily(prisma: Connection["prisma"], pipelineId: string): Promise<Prisma.RunWhereInput> {
  const pipeline = await prisma.pipeline.findUnique({
    where: { id: pipelineId },
    select: { originId: true },
  });
  const first = pipeline?.originId ?? pipelineId;
  return { pipeline: { OR: [{ id: first }, { originId: first }] } };
}

export type Runs = ReturnType<typeof runs>;
