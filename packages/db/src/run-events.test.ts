import type { RunEvent, RunEventDraft } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LeaseLost } from "./append-events.ts";
import { type Database, openDatabase } from "./database.ts";
import { execute, sampleDocument, samplePlan, type TestDatabase, testDatabase } from "./testing/index.ts";

let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  server = await testDatabase();
  database = openDatabase({ url: server.url });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

const newRun = async () => (await database.runs.create({ document: sampleDocument, plan: samplePlan })).id;
const point = (step: number): RunEventDraft => ({
  type: "metric",
  key: "k",
  series: "loss",
  step,
  value: 1 / (step + 1),
  nodeIds: ["trainer"],
});
const seqs = (events: readonly RunEvent[]) => events.map(({ seq }) => seq);
const finished: RunEventDraft = { type: "run-finished", status: "cancelled", seconds: 1, nodeIds: [] };

async function collect(
  runId: string,
  after: number,
  signal = new AbortController().signal,
): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of database.runEvents.subscribe(runId, after, signal)) events.push(event);
  return events;
}

describe("append", () => {
  it("numbers events without gaps and returns what was really appended", async () => {
    const runId = await newRun();
    const first = await database.runEvents.append({ runId, drafts: [point(0), point(1), point(0)] });
    expect(seqs(first)).toEqual([1, 2]);
    const second = await database.runEvents.append({ runId, drafts: [point(1), point(2)] });
    expect(second).toEqual([{ ...point(2), runId, seq: 3, at: expect.any(Number) }]);
    expect(await database.runEvents.append({ runId, drafts: [point(2)] })).toEqual([]);
    expect(await database.runEvents.listAfter(runId)).toEqual([...first, ...second]);
  });

  it("keeps text that jsonb would refuse", async () => {
    const runId = await newRun();
    const sample: RunEventDraft = {
      type: "sample",
      key: "k",
      kind: "text",
      data: "a\u0000b\ud800",
      nodeIds: ['ж"{,}'],
    };
    await database.runEvents.append({ runId, drafts: [sample] });
    expect(await database.runEvents.listAfter(runId)).toMatchObject([sample]);
  });

  it("gives parallel writers one order", async () => {
    const runId = await newRun();
    await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        database.runEvents.append({ runId, drafts: [point(writer * 2), point(writer * 2 + 1), point(0)] }),
      ),
    );
    expect(seqs(await database.runEvents.listAfter(runId))).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  it("refuses a writer whose lease went to another runner", async () => {
    const runId = await newRun();
    const first = await database.runClaims.take({ runId, runnerId: "a", lease: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await database.runClaims.take({ runId, runnerId: "b", lease: 60_000 });
    if (!first.held || !second.held) throw new Error("both were free to take");
    await expect(
      database.runEvents.append({ runId, claim: first.held.claim, drafts: [point(0)] }),
    ).rejects.toThrow(LeaseLost);
    expect(
      await database.runEvents.append({ runId, claim: second.held.claim, drafts: [point(0)] }),
    ).toHaveLength(1);
  });
});

describe("subscribe", () => {
  it("yields every event once, in order, whatever is appended meanwhile, and ends with the run", async () => {
    const runId = await newRun();
    await database.runEvents.append({ runId, drafts: [point(0), point(1)] });
    const readers = [0, 1, 2].map((after) => collect(runId, after));
    for (let step = 2; step < 60; step += 1) {
      await database.runEvents.append({ runId, drafts: [point(step), point(step - 1)] });
      if (step === 30) readers.push(collect(runId, 10));
    }
    await database.runs.requestCancel(runId);
    const all = await Promise.all(readers);
    expect(all.map((events) => events.length)).toEqual([61, 60, 59, 51]);
    for (const events of all)
      expect(seqs(events)).toEqual(seqs(events).map((_, index) => index + (events[0]?.seq ?? 0)));
    expect(all[0]?.at(-1)).toMatchObject({ type: "run-finished", status: "cancelled" });
  });

  it("hears of an event in well under a second", async () => {
    const runId = await newRun();
    const abort = new AbortController();
    const stream = database.runEvents.subscribe(runId, 0, abort.signal);
    const next = stream.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const from = performance.now();
    await database.runEvents.append({ runId, drafts: [point(0)] });
    await next;
    expect(performance.now() - from).toBeLessThan(500);
    abort.abort();
    expect((await stream.next()).done).toBe(true);
  });

  it("loses and doubles nothing when every connection is cut in the middle", async () => {
    const runId = await newRun();
    const reader = collect(runId, 0);
    for (let step = 0; step < 30; step += 1) {
      await retried(() => database.runEvents.append({ runId, drafts: [point(step)] }));
      if (step % 10 === 5) {
        await execute(
          server.url,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
      }
    }
    await retried(() => database.runEvents.append({ runId, drafts: [finished] }));
    await execute(server.url, `UPDATE "Run" SET "status" = 'cancelled' WHERE "id" = '${runId}'`);
    expect(seqs(await reader)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
  });

  it("ends at once for a run that does not exist", async () => {
    expect(await collect("nothing", 0)).toEqual([]);
  });
});

/** A cut connection may have committed or not; appending a point twice is harmless. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "TransientError") throw error;
    }
  }
}
