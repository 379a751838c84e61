import { issue } from "@fuseline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LeaseLost } from "./append-events.ts";
import { type Database, openDatabase } from "./database.ts";
import { sampleDocument, samplePlan, type TestDatabase, testDatabase } from "./testing/index.ts";

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

const newRun = async (priority = 0) =>
  (await database.runs.create({ document: sampleDocument, plan: samplePlan, priority })).id;
const take = (runId: string, runnerId = "a", lease = 60_000) =>
  database.runClaims.take({ runId, runnerId, lease });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function held(runId: string, lease?: number) {
  const taken = await take(runId, "a", lease);
  if (!taken.held) throw new Error(`not free: ${taken.reason}`);
  return taken.held;
}

const NOTHING_ASKED = { cancel: false, stop: false, pause: false };
const accuracy = { value: 0.85, low: 0.8, high: 0.9, rows: 100, split: "test" } as const;
const result = { metrics: { accuracy }, parts: { photo: 0.7 }, steps: { ran: 3, reused: 2 }, seconds: 12.5 };

describe("claims", () => {
  it("go to exactly one of many who ask at once", async () => {
    const runId = await newRun();
    const all = await Promise.all(Array.from({ length: 10 }, (_, index) => take(runId, `runner ${index}`)));
    expect(all.filter(({ held }) => held !== null)).toHaveLength(1);
    expect(all.filter((taken) => taken.held === null && taken.reason === "busy")).toHaveLength(9);
  });

  it("pass to another when the lease has ended, and the first is told", async () => {
    const runId = await newRun();
    const first = await held(runId, 50);
    expect(await take(runId, "b")).toMatchObject({ held: null, reason: "busy" });
    await pause(80);
    expect(await take(runId, "b")).toMatchObject({ held: { attempt: 2 } });
    await expect(database.runClaims.renew(first, 1000)).rejects.toThrow(LeaseLost);
    await expect(database.runClaims.finish(first, { status: "succeeded", result })).rejects.toThrow(
      LeaseLost,
    );
    expect((await database.runs.summary(runId))?.status).toBe("running");
  });

  it("stay while they are renewed, and tell what the person asked", async () => {
    const runId = await newRun();
    const claim = await held(runId, 200);
    for (let turn = 0; turn < 5; turn += 1) {
      await pause(80);
      expect(await database.runClaims.renew(claim, 200)).toEqual(NOTHING_ASKED);
    }
    expect(await database.runs.requestStop(runId)).toBe(true);
    expect(await database.runs.requestCancel(runId)).toBe("requested");
    expect(await database.runClaims.renew(claim, 200)).toEqual({ cancel: true, stop: true, pause: false });
  });

  it("write the outcome and the last event together", async () => {
    const runId = await newRun();
    await database.runClaims.finish(await held(runId), { status: "succeeded", result });
    expect(await database.runs.get(runId)).toMatchObject({
      status: "succeeded",
      metrics: { accuracy },
      parts: { photo: 0.7 },
      stepsRan: 3,
      stepsReused: 2,
      seconds: 12.5,
      lastSeq: 1,
    });
    expect(await database.runEvents.listAfter(runId)).toMatchObject([
      { type: "run-finished", status: "succeeded" },
    ]);
    expect(await take(runId)).toEqual({ held: null, reason: "finished" });
    expect(await database.runs.requestCancel(runId)).toBe("finished");
  });

  it("given back put the run among the queued again", async () => {
    const runId = await newRun();
    await database.runClaims.release(await held(runId));
    expect((await database.runs.summary(runId))?.status).toBe("queued");
    expect((await held(runId)).attempt).toBe(2);
  });

  it("can be abandoned only when nobody holds the run", async () => {
    const runId = await newRun();
    const claim = await held(runId, 100);
    await database.runClaims.abandon(runId, issue("runner-lost", {}, { attempts: 5 }));
    expect(await database.runClaims.renew(claim, 20)).toEqual(NOTHING_ASKED);
    await pause(50);
    await database.runClaims.abandon(runId, issue("runner-lost", {}, { attempts: 5 }));
    expect(await database.runs.summary(runId)).toMatchObject({
      status: "interrupted",
      issue: { code: "runner-lost" },
    });
    expect(await database.runEvents.listAfter(runId)).toHaveLength(1);
  });
});

describe("paused runs", () => {
  const types = async (runId: string) => (await database.runEvents.listAfter(runId)).map(({ type }) => type);

  it("are held by nobody and taken up by nobody until they are resumed", async () => {
    const runId = await newRun();
    const claim = await held(runId);
    expect(await database.runs.requestPause(runId)).toBe("requested");
    expect(await database.runClaims.renew(claim, 60_000)).toEqual({ ...NOTHING_ASKED, pause: true });
    await database.runClaims.pause(claim);
    expect(await take(runId)).toEqual({ held: null, reason: "paused" });
    expect((await database.runClaims.unattended()).map(({ id }) => id)).not.toContain(runId);
    await expect(database.runClaims.renew(claim, 60_000)).rejects.toThrow(LeaseLost);
    expect(await database.runs.resume(runId)).toEqual({ priority: 0 });
    expect(await database.runs.resume(runId)).toBeNull();
    const again = await held(runId);
    expect(again.attempt).toBe(2);
    expect(await database.runClaims.renew(again, 60_000), "the wish was fulfilled").toEqual(NOTHING_ASKED);
    expect(await types(runId)).toEqual(["run-paused", "run-resumed"]);
  });

  it("leave the queue when they were waiting, and end at once when they are cancelled", async () => {
    const runId = await newRun();
    expect(await database.runs.requestPause(runId)).toBe("paused");
    expect((await database.runs.waiting()).map(({ id }) => id)).not.toContain(runId);
    expect(await database.runs.requestPause(runId)).toBe("other");
    expect(await database.runs.requestCancel(runId)).toBe("cancelled");
    expect(await types(runId)).toEqual(["run-paused", "run-finished"]);
    expect(await database.runs.resume(runId)).toBeNull();
    expect(await database.runs.requestPause("nothing")).toBe("missing");
  });

  it("tell behind how many others they wait when they are resumed", async () => {
    const first = await newRun(-9);
    const runId = await newRun(-8);
    await database.runs.requestPause(runId);
    await database.runs.resume(runId);
    expect((await database.runEvents.listAfter(runId)).at(-1)).toMatchObject({ ahead: 1 });
    await Promise.all([first, runId].map((id) => database.runs.requestCancel(id)));
  });
});

describe("queued runs", () => {
  it("wait by priority, then by age, and a cancelled one waits no more", async () => {
    await Promise.all((await database.runs.waiting()).map(({ id }) => database.runs.requestCancel(id)));
    const last = await newRun(5);
    const first = await newRun(0);
    const second = await newRun(0);
    expect((await database.runs.waiting()).map(({ id }) => id)).toEqual([first, second, last]);
    expect(await database.runs.requestCancel(first)).toBe("cancelled");
    expect((await database.runs.waiting()).map(({ id }) => id)).toEqual([second, last]);
    expect(await database.runs.summary(first)).toMatchObject({ status: "cancelled", lastSeq: 1 });
    expect(await database.runs.requestCancel("nothing")).toBe("missing");
  });
});
