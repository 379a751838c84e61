/** The one way events get into a run's log. */
import { Cancelled, type RunEvent, type RunEventDraft } from "@fuseline/schema";
import type { PoolClient } from "pg";
import { dedupeKey } from "./dedupe-key.ts";
import { problem } from "./issue.ts";
import { notify } from "./notifications.ts";
import { runTopic } from "./run-record.ts";

export interface Append {
  readonly runId: string;
  readonly drafts: readonly (RunEventDraft & {
    /** Milliseconds since 1970; now if absent. */ readonly at?: number;
  })[];
  /** Claim of the writer; absent only where nobody holds the run. */
  readonly claim?: string;
}

/** The run was taken up by another runner after this one's lease had ended: stop, and write nothing more. */
export class LeaseLost extends Cancelled {
  constructor(readonly runId: string) {
    super(`run ${runId} is held by another runner`);
  }
}

/**
 * Appends inside the caller's transaction and returns what was really appended, in order. The row of the run is
 * locked first, so numbers have no gaps and two writers cannot mix.
 * @throws {LeaseLost} when `claim` no longer holds the run.
 */
export async function appendEvents(
  client: PoolClient,
  { runId, drafts, claim }: Append,
): Promise<RunEvent[]> {
  const run = await client.query<{ lastSeq: number; claim: string | null }>(
    `SELECT "lastSeq", "claim" FROM "Run" WHERE "id" = $1 FOR UPDATE`,
    [runId],
  );
  const row = run.rows[0];
  if (!row) throw problem("run-missing", { run: runId });
  if (claim !== undefined && row.claim !== claim) throw new LeaseLost(runId);

  const events = number(await withoutKnown(client, runId, drafts), { runId, after: row.lastSeq });
  const last = events.at(-1);
  if (!last) return [];
  await client.query(
    `INSERT INTO "RunEvent" ("runId", "seq", "at", "type", "nodeIds", "body", "dedupeKey")
     SELECT $1, d.seq, to_timestamp(d.at / 1000.0), d.type, ARRAY(SELECT json_array_elements_text(d.nodes::json)), d.body::json, d.key
     FROM unnest($2::int[], $3::float8[], $4::text[], $5::text[], $6::text[], $7::text[]) AS d (seq, at, type, nodes, body, key)`,
    [
      runId,
      events.map(({ seq }) => seq),
      events.map(({ at }) => at),
      events.map(({ type }) => type),
      events.map(({ nodeIds }) => JSON.stringify(nodeIds)),
      events.map(body),
      events.map(dedupeKey),
    ],
  );
  await client.query(`UPDATE "Run" SET "lastSeq" = $2 WHERE "id" = $1`, [runId, last.seq]);
  await notify(client, runTopic(runId));
  return events;
}

/** Drafts that are neither in the log nor earlier in the list. */
async function withoutKnown(
  client: PoolClient,
  runId: string,
  drafts: Append["drafts"],
): Promise<Append["drafts"]> {
  const keys = drafts.map(dedupeKey);
  const asked = keys.filter((key) => key !== null);
  const known = new Set<string>();
  if (asked.length > 0) {
    const { rows } = await client.query<{ dedupeKey: string }>(
      `SELECT "dedupeKey" FROM "RunEvent" WHERE "runId" = $1 AND "dedupeKey" = ANY($2::text[])`,
      [runId, asked],
    );
    for (const row of rows) known.add(row.dedupeKey);
  }
  return drafts.filter((_, index) => {
    const key = keys[index];
    if (key === null || key === undefined) return true;
    const fresh = !known.has(key);
    known.add(key);
    return fresh;
  });
}

function number(drafts: Append["drafts"], { runId, after }: { runId: string; after: number }): RunEvent[] {
  const now = Date.now();
  return drafts.map((draft, index) => ({
    ...draft,
    runId,
    seq: after + 1 + index,
    at: Math.round(draft.at ?? now),
  }));
}

/** Everything that has no column of its own. */
function body({ runId: _run, seq: _seq, at: _at, type: _type, nodeIds: _nodes, ...rest }: RunEvent): string {
  return JSON.stringify(rest);
}
