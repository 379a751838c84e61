import { openDatabase } from "@fuseline/db";
import { execute, sampleDocument, samplePlan, testDatabase } from "@fuseline/db/testing";
import { expect, it } from "vitest";
import { openQueue } from "./open-queue.ts";
import { conformance } from "./testing/conformance.ts";

conformance("PostgreSQL", async () => ({ stop: async () => undefined }));

it("gives up a run that its runners did not survive, and says so on the run", async () => {
  const server = await testDatabase();
  const database = openDatabase({ url: server.url });
  const queue = await openQueue({ database, databaseUrl: server.url, onError: () => undefined });
  const { id: runId } = await database.runs.create({ document: sampleDocument, plan: samplePlan });
  await queue.add({ runId });
  // As BullMQ marks a job whose workers vanished too often.
  await execute(server.url, `UPDATE bullmq.job SET deferred_failure = 'stalled' WHERE id = '${runId}'`);
  const stop = new AbortController();
  let worked = false;
  const working = queue.process(
    async () => {
      worked = true;
      return { metrics: {}, steps: { ran: 0, reused: 0 }, seconds: 0 };
    },
    { runnerId: "heir", signal: stop.signal },
  );
  const events = [];
  for await (const event of database.runEvents.subscribe(runId, 0, AbortSignal.timeout(20_000)))
    events.push(event);
  expect(events.at(-1)).toMatchObject({ type: "run-finished", status: "failed" });
  expect(await database.runs.summary(runId)).toMatchObject({
    status: "interrupted",
    issue: { code: "runner-lost" },
  });
  expect(worked).toBe(false);
  stop.abort();
  await working;
  await queue.close();
  await database.close();
  await server.drop();
});
