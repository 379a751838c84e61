import { setTimeout as pause } from "node:timers/promises";
import { type Database, LeaseLost, openDatabase } from "@fuseline/db";
import { execute, sampleDocument, samplePlan, type TestDatabase, testDatabase } from "@fuseline/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attend, attend } from "./attend.ts";
import { RENEW } from "./timing.ts";

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

const parts = (runId: string): Omit<Attend, "handler"> => ({
  database,
  runId,
  runnerId: "first",
  failures: 0,
  mayRetry: true,
  onDefect: (error) => {
    throw error;
  },
  onHeld: () => undefined,
});

const RESULT = { metrics: {}, steps: { ran: 0, reused: 0 }, seconds: 0 };

describe("attend", () => {
  it("tells a runner that was silent too long to stop, and lets it write nothing more", async () => {
    const runId = await newRun();
    let reason: unknown;
    let late: unknown;
    const outcome = await attend({
      ...parts(runId),
      async handler({ claim, signal }) {
        const expired = `UPDATE "Run" SET "leaseUntil" = now() - interval '1 second' WHERE "id" = '${runId}'`;
        // The first runner still lives and renews: on a busy machine it may do so in between.
        await expect
          .poll(
            async () => {
              await execute(server.url, expired);
              return database.runClaims.take({ runId, runnerId: "second", lease: 60_000 });
            },
            { timeout: 20_000 },
          )
          .toMatchObject({ held: { attempt: 2 } });
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        reason = signal.reason;
        const drafts = [{ type: "step-started", key: "k", nodeIds: [] }] as const;
        late = await database.runEvents.append({ runId, claim, drafts }).catch((error: unknown) => error);
        return RESULT;
      },
    });
    expect(outcome).toEqual({ job: "remove" });
    expect(reason).toBeInstanceOf(LeaseLost);
    expect(late).toBeInstanceOf(LeaseLost);
    expect(await database.runs.summary(runId)).toMatchObject({
      status: "running",
      runnerId: "second",
      lastSeq: 0,
    });
  });

  it("waits while another runner holds the run, and drops what has ended", async () => {
    const runId = await newRun();
    const taken = await database.runClaims.take({ runId, runnerId: "second", lease: 5_000 });
    const never = async () => {
      throw new Error("nobody may work on it");
    };
    expect(await attend({ ...parts(runId), handler: never })).toMatchObject({
      job: "wait",
      milliseconds: expect.any(Number),
    });
    if (!taken.held) throw new Error("it was free");
    await database.runClaims.finish(taken.held, { status: "cancelled" });
    expect(await attend({ ...parts(runId), handler: never })).toEqual({ job: "remove" });
    expect(await attend({ ...parts("nothing"), handler: never })).toEqual({ job: "remove" });
  });

  it("works on through a moment without the database", async () => {
    const runId = await newRun();
    const outcome = await attend({
      ...parts(runId),
      async handler({ signal }) {
        const cut =
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        for (let turn = 0; turn < 4; turn += 1) {
          await execute(server.url, cut);
          await pause(RENEW / 3);
        }
        expect(signal.aborted).toBe(false);
        return RESULT;
      },
    });
    expect(outcome).toEqual({ job: "remove" });
    expect((await database.runs.summary(runId))?.status).toBe("succeeded");
  });

  it("does not begin what the person cancelled while it waited between two attempts", async () => {
    const runId = await newRun();
    const taken = await database.runClaims.take({ runId, runnerId: "second", lease: 1 });
    expect(taken.held).not.toBeNull();
    expect(await database.runs.requestCancel(runId)).toBe("requested");
    await pause(20);
    let worked = false;
    await attend({
      ...parts(runId),
      async handler() {
        worked = true;
        return RESULT;
      },
    });
    expect(worked).toBe(false);
    expect((await database.runs.summary(runId))?.status).toBe("cancelled");
  });
});
