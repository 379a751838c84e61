/** The log of a run: appended by one writer, read by anyone from any point, followed live. */
import { type RunEvent, TransientError } from "@fuseline/schema";
import { type Append, appendEvents } from "./append-events.ts";
import { changes } from "./changes.ts";
import type { Connection } from "./connection.ts";
import type { RunStatus } from "./generated/client.ts";
import { isFinished, runTopic } from "./run-record.ts";
import { transaction } from "./transaction.ts";
import { translateError, translating } from "./translate-error.ts";

/** Events read at a time. */
const PAGE = 1_000;

interface EventRow {
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly nodeIds: string[];
  readonly body: object;
}

export const runEvents = (connection: Connection) => {
  const { pool } = connection;

  const listAfter = async (runId: string, seq = 0, limit = PAGE): Promise<RunEvent[]> => {
    const { rows } = await pool.query<EventRow>(
      `SELECT "seq", "at", "type", "nodeIds", "body" FROM "RunEvent" WHERE "runId" = $1 AND "seq" > $2 ORDER BY "seq" LIMIT $3`,
      [runId, seq, limit],
    );
    return rows.map((row) => toEvent(runId, row));
  };

  return {
    ...translating({
      /** What was really appended, numbered; a repeated point of a curve is left out. See `appendEvents`. */
      async append(request: Append): Promise<RunEvent[]> {
        if (request.drafts.length === 0) return [];
        return transaction(pool, (client) => appendEvents(client, request));
      },

      /** Events with a larger `seq`, in order, at most `limit` (1000). */
      listAfter,
    }),

    /**
     * Every event after `afterSeq` once and in order, as they come; ends after the last event of a finished run, when
     * `signal` aborts, or when there is no such run. A lost connection is waited out: nothing is lost or doubled,
     * because the table is read again from the last event that was yielded.
     */
    async *subscribe(
      runId: string,
      afterSeq: number,
      signal: AbortSignal,
    ): AsyncGenerator<RunEvent, void, void> {
      const until = AbortSignal.any([signal, connection.closed]);
      let seen = afterSeq;
      for await (const _ of changes(connection.notifications, runTopic(runId), until)) {
        try {
          // The status first: what a finished run wrote was committed before or with it.
          const status = await statusOf(connection, runId);
          if (status === undefined) return;
          for (
            let page = await listAfter(runId, seen);
            page.length > 0;
            page = await listAfter(runId, seen)
          ) {
            for (const event of page) {
              if (until.aborted) return;
              seen = event.seq;
              yield event;
            }
          }
          if (isFinished(status)) return;
        } catch (error) {
          if (until.aborted) return;
          const translated = translateError(error);
          if (!isTransient(translated)) throw translated;
        }
      }
    },
  };
};

async function statusOf({ pool }: Connection, runId: string): Promise<RunStatus | undefined> {
  const { rows } = await pool.query<{ status: RunStatus }>(`SELECT "status" FROM "Run" WHERE "id" = $1`, [
    runId,
  ]);
  return rows[0]?.status;
}

const isTransient = (error: unknown): boolean => error instanceof TransientError;

/** Rows hold what `append` wrote, so a body is trusted to fit its type. */
function toEvent(runId: string, { seq, at, type, nodeIds, body }: EventRow): RunEvent {
  return { runId, seq, at: at.getTime(), nodeIds, type, ...body } as unknown as RunEvent;
}

export type RunEvents = ReturnType<typeof runEvents>;
