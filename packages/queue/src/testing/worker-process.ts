/** A runner process for the tests: its "training" counts to the number in the document's seed, one step every 50 ms. */
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@fuseline/db";
import { openQueue } from "../open-queue.ts";

const { DATABASE_URL = "", REDIS_URL, RUNNER_ID = "" } = process.env;
const database = openDatabase({ url: DATABASE_URL });
const queue = await openQueue({
  database,
  databaseUrl: DATABASE_URL,
  ...(REDIS_URL === undefined ? {} : { redisUrl: REDIS_URL }),
  onError: (error) => process.stderr.write(`${RUNNER_ID}: ${String(error)}\n`),
});
const ending = new AbortController();
process.once("SIGTERM", () => ending.abort());

await queue.process(
  async ({ runId, claim, attempt, signal }) => {
    const steps = (await database.runs.get(runId))?.document as { readonly seed: number };
    const append = (series: string, step: number) =>
      database.runEvents.append({
        runId,
        claim,
        drafts: [{ type: "metric", key: "count", series, step, value: process.pid, nodeIds: [] }],
      });
    await append("attempt", attempt);
    for (let step = 1; step <= steps.seed; step += 1) {
      signal.throwIfAborted();
      await append("step", step);
      await pause(50);
    }
    return { metrics: {}, steps: { ran: 1, reused: 0 }, seconds: 1 };
  },
  { runnerId: RUNNER_ID, signal: ending.signal },
);
await queue.close();
await database.close();
