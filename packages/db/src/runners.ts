/** Runners that are alive, and what each is doing. */
import type { Connection } from "./connection.ts";
import type { Runner } from "./generated/client.ts";
import { notify } from "./notifications.ts";
import { translating } from "./translate-error.ts";

/** Topic that changes when a runner comes, goes or takes another run. */
export const RUNNERS_TOPIC = "runners";
/** Milliseconds of silence after which a runner counts as gone. */
export const RUNNER_SILENCE = 15_000;

export interface RunnerFacts {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly device: string;
  readonly threads: number;
  /** Bytes that training may use. */
  readonly memory: number;
}

export type RunnerRecord = Omit<Runner, "memory" | "memoryUsed"> & {
  readonly memory: number;
  readonly memoryUsed: number | null;
};

/** What a runner tells of itself every few seconds. */
export interface RunnerLoad {
  /** Run it works on. */
  readonly runId: string | null;
  /** Share of the processors that it keeps busy, 0 to 1. */
  readonly busy: number;
  /** Bytes that its processes hold. */
  readonly memoryUsed: number;
}

export const runners = ({ prisma, pool }: Connection) =>
  translating({
    async register(facts: RunnerFacts): Promise<void> {
      const data = {
        ...facts,
        memory: BigInt(Math.round(facts.memory)),
        runId: null,
        heartbeatAt: new Date(),
      };
      await prisma.runner.upsert({ where: { id: facts.id }, create: data, update: data });
      await notify(pool, RUNNERS_TOPIC);
    },

    /** Says that the runner is alive and what it does; every few seconds. */
    async heartbeat(id: string, { runId, busy, memoryUsed }: RunnerLoad): Promise<void> {
      const { rows } = await pool.query<{ changed: boolean }>(
        `UPDATE "Runner" SET "heartbeatAt" = clock_timestamp(), "runId" = $2, "busy" = $3, "memoryUsed" = $4
         FROM (SELECT "id", "runId" FROM "Runner" WHERE "id" = $1 FOR UPDATE) AS "before"
         WHERE "Runner"."id" = "before"."id" RETURNING "before"."runId" IS DISTINCT FROM $2 AS "changed"`,
        [id, runId, busy, Math.round(memoryUsed)],
      );
      if (rows[0]?.changed) await notify(pool, RUNNERS_TOPIC);
    },

    async unregister(id: string): Promise<void> {
      await prisma.runner.deleteMany({ where: { id } });
      await notify(pool, RUNNERS_TOPIC);
    },

    /** Those heard of lately; the ones long silent are forgotten. */
    async alive(): Promise<RunnerRecord[]> {
      await pool.query(`DELETE FROM "Runner" WHERE "heartbeatAt" < clock_timestamp() - interval '1 day'`);
      const rows = await prisma.runner.findMany({
        where: { heartbeatAt: { gt: new Date(Date.now() - RUNNER_SILENCE) } },
        orderBy: { startedAt: "asc" },
      });
      return rows.map((row) => ({
        ...row,
        memory: Number(row.memory),
        memoryUsed: row.memoryUsed === null ? null : Number(row.memoryUsed),
      }));
    },
  });

export type Runners = ReturnType<typeof runners>;
