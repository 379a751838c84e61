/** Traffic of endpoints: one row a call, nothing of what was asked or answered. */
import type { Connection } from "./connection.ts";
import { translating } from "./translate-error.ts";

export interface RequestEntry {
  readonly endpointId: string;
  readonly version: number;
  /** HTTP status. */
  readonly status: number;
  readonly ms: number;
}

/** One minute of calls. */
export interface TrafficMinute {
  readonly minute: Date;
  readonly calls: number;
  readonly failures: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

export const requests = ({ pool }: Connection) =>
  translating({
    async log(entries: readonly RequestEntry[]): Promise<void> {
      if (entries.length === 0) return;
      await pool.query(
        `INSERT INTO "RequestLog" ("endpointId", "version", "status", "ms")
         SELECT * FROM unnest($1::text[], $2::int[], $3::int[], $4::float8[])`,
        [
          entries.map(({ endpointId }) => endpointId),
          entries.map(({ version }) => version),
          entries.map(({ status }) => status),
          entries.map(({ ms }) => ms),
        ],
      );
    },

    /** Minutes with calls since `since`, oldest first. A failure is our own (5xx). */
    async traffic(endpointId: string, since: Date): Promise<TrafficMinute[]> {
      const { rows } = await pool.query<TrafficMinute>(
        `SELECT date_trunc('minute', "at") AS "minute", count(*)::int AS "calls",
           count(*) FILTER (WHERE "status" >= 500)::int AS "failures",
           percentile_cont(0.5) WITHIN GROUP (ORDER BY "ms") AS "medianMs",
           percentile_cont(0.95) WITHIN GROUP (ORDER BY "ms") AS "p95Ms"
         FROM "RequestLog" WHERE "endpointId" = $1 AND "at" >= $2 GROUP BY 1 ORDER BY 1`,
        [endpointId, since],
      );
      return rows;
    },

    /** Forgets calls older than `before`; returns how many. */
    async prune(before: Date): Promise<number> {
      const { rowCount } = await pool.query(`DELETE FROM "RequestLog" WHERE "at" < $1`, [before]);
      return rowCount ?? 0;
    },
  });

export type Requests = ReturnType<typeof requests>;
