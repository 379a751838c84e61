/** What every place for the queue must do, as one suite. */
import { setTimeout as pause } from "node:timers/promises";
import { type Database, openDatabase, type RunResult } from "@fuseline/db";
import { sampleDocument, samplePlan, type TestDatabase, testDatabase } from "@fuseline/db/testing";
import { Cancelled, issue, Paused, TransientError, UserError } from "@fuseline/schema";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openQueue } from "../open-queue.ts";
import type { Handler, JobQueue, ProcessOptions } from "../port.ts";
import { bundleWorker, spawnWorker } from "./spawn-worker.ts";

export interface Place {
  /** Absent: the jobs are kept in PostgreSQL. */
  readonly redisUrl?: string;
  stop(): Promise<void>;
}

const RESULT: RunResult = { metrics: {}, steps: { ran: 1, reused: 0 }, seconds: 0.1 };

export function conformance(name: string, open: () => Promise<Place>): void {
  describe(`queue on ${name}`, () => {
    let place: Place;
    let server: TestDatabase;
    let database: Database;
    let queue: JobQueue;
    const errors: unknown[] = [];
    const ending: (() => Promise<void>)[] = [];

    const location = () => ({
      databaseUrl: server.url,
      ...(place.redisUrl === undefined ? {} : { redisUrl: place.redisUrl }),
    });
    const openAnother = () => openQueue({ ...location(), database, onError: (error) => errors.push(error) });

    beforeAll(async () => {
      place = await open();
      server = await testDatabase();
      database = openDatabase({ url: server.url, poolSize: 12 });
      queue = await openAnother();
    });
    afterEach(async () => {
      for (const end of ending.splice(0)) await end();
      errors.length = 0;
    });
    afterAll(async () => {
      await queue.close();
      await database.close();
      await place.stop();
      await server.drop();
    });

    /** Works until the test ends, or until the returned function is called. */
    function work(
      handler: Handler,
      options: Partial<ProcessOptions> & { on?: JobQueue } = {},
    ): () => Promise<void> {
      const stop = new AbortController();
      const { on = queue, ...rest } = options;
      const done = on.process(handler, { runnerId: "test", ...rest, signal: stop.signal });
      const end = () => {
        stop.abort();
        return done;
      };
      ending.push(end);
      return end;
    }

    async function newRun(seed = 1): Promise<string> {
      const document = { ...sampleDocument, seed };
      return (await database.runs.create({ document, plan: samplePlan })).id;
    }
    async function enqueue(seed?: number): Promise<string> {
      const runId = await newRun(seed);
      await queue.add({ runId });
      return runId;
    }

    /** The whole log, once the run has ended. */
    async function ended(runId: string) {
      const events = [];
      for await (const event of database.runEvents.subscribe(runId, 0, AbortSignal.timeout(40_000)))
        events.push(event);
      const run = await database.runs.summary(runId);
      if (!run) throw new Error("the run is gone");
      return { ...run, events };
    }

    it("runs a run, with its progress in the log and its result in the database", async () => {
      work(async ({ runId, claim, attempt }) => {
        const drafts = [
          { type: "progress", key: "k", done: 1, total: 2, unit: "rows", nodeIds: ["a"] },
        ] as const;
        await database.runEvents.append({ runId, claim, drafts });
        expect(attempt).toBe(1);
        return { ...RESULT, parts: { photo: 0.7 } };
      });
      const run = await ended(await enqueue());
      expect(run).toMatchObject({ status: "succeeded", stepsRan: 1, parts: { photo: 0.7 }, attempt: 1 });
      expect(run.events.map(({ type }) => type)).toEqual(["run-queued", "progress", "run-finished"]);
    });

    it("tells the work within a second that the person cancelled, and ends the run as cancelled", async () => {
      let told = 0;
      work(async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        told = Date.now();
        throw new Cancelled();
      });
      const runId = await enqueue();
      await until(async () => (await database.runs.summary(runId))?.status === "running");
      await pause(300);
      const asked = Date.now();
      expect(await queue.cancel(runId)).toBe("requested");
      expect((await ended(runId)).status).toBe("cancelled");
      expect(told - asked).toBeLessThan(1_000);
      expect(await queue.cancel(runId)).toBe("finished");
    });

    it("lays a run aside when the person pauses it, and takes it up again when they resume it", async () => {
      work(async ({ signal, attempt }) => {
        if (attempt > 1) return RESULT;
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        expect(signal.reason).toBeInstanceOf(Paused);
        throw new Cancelled();
      });
      const runId = await enqueue();
      await until(async () => (await database.runs.summary(runId))?.status === "running");
      expect(await queue.pause(runId)).toBe("requested");
      await until(async () => (await database.runs.summary(runId))?.status === "paused");
      expect(await queue.waiting()).toEqual([]);
      await pause(300);
      expect(await queue.resume(runId)).toBe(true);
      const run = await ended(runId);
      expect(run).toMatchObject({ status: "succeeded", attempt: 2 });
      expect(run.events.map(({ type }) => type)).toEqual([
        "run-queued",
        "run-paused",
        "run-resumed",
        "run-finished",
      ]);
      expect(await queue.resume(runId)).toBe(false);
    });

    it("ends a waiting run at once, and nobody works on it", async () => {
      const runId = await enqueue();
      expect(await queue.waiting()).toEqual([runId]);
      expect(await queue.cancel(runId)).toBe("cancelled");
      const worked: string[] = [];
      work(async (job) => {
        worked.push(job.runId);
        return RESULT;
      });
      const other = await enqueue();
      await ended(other);
      expect(worked).toEqual([other]);
      expect(await ended(runId)).toMatchObject({ status: "cancelled", attempt: 0 });
    });

    it("says “stop and keep the best” by another signal, and the run succeeds", async () => {
      work(async ({ signal, stop }) => {
        await new Promise((resolve) => stop.addEventListener("abort", resolve));
        expect(signal.aborted).toBe(false);
        return RESULT;
      });
      const runId = await enqueue();
      await until(() => database.runs.requestStop(runId));
      expect((await ended(runId)).status).toBe("succeeded");
    });

    it("tries again after passing trouble, and gives up with the reason when it does not pass", async () => {
      const attempts: number[] = [];
      const stop = work(async ({ attempt }) => {
        attempts.push(attempt);
        if (attempt < 3) throw new TransientError("connection reset");
        return RESULT;
      });
      expect(await ended(await enqueue())).toMatchObject({ status: "succeeded", attempt: 3 });
      expect(attempts).toEqual([1, 2, 3]);
      await stop();

      work(async () => {
        throw new TransientError("connection reset");
      });
      expect(await ended(await enqueue())).toMatchObject({
        status: "failed",
        attempt: 4,
        issue: { code: "run-retried", facts: { attempts: 4, reason: "connection reset" } },
      });
    });

    it("never repeats what the person must mend, nor our own defects", async () => {
      const problem = issue("too-few-rows", { node: "a" }, { rows: 3, needed: 20 });
      let next: unknown = new UserError(problem);
      work(async () => {
        throw next;
      });
      expect(await ended(await enqueue())).toMatchObject({ status: "failed", attempt: 1, issue: problem });
      const defect = new TypeError("not a function");
      next = defect;
      const runId = await enqueue();
      expect(await ended(runId)).toMatchObject({
        status: "failed",
        attempt: 1,
        issue: { code: "engine-defect", facts: { run: runId, what: "TypeError" } },
      });
      expect(errors).toContain(defect);
    });

    it("puts a run back when its process shuts down, and the next process takes it up", async () => {
      const first = await openAnother();
      const stop = work(
        ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
        { on: first },
      );
      const runId = await enqueue();
      await until(async () => (await database.runs.summary(runId))?.status === "running");
      await stop();
      await first.close();
      expect(await queue.waiting()).toEqual([runId]);
      work(async () => RESULT);
      expect(await ended(runId)).toMatchObject({ status: "succeeded", attempt: 2 });
    });

    it("shares the work among workers, each run once and never two at a time", async () => {
      const second = await openAnother();
      const running = new Set<string>();
      const worked: { runId: string; worker: string }[] = [];
      const handler =
        (worker: string): Handler =>
        async ({ runId }) => {
          expect(running.has(runId)).toBe(false);
          running.add(runId);
          await pause(60);
          running.delete(runId);
          worked.push({ runId, worker });
          return RESULT;
        };
      const runIds = await Promise.all(Array.from({ length: 24 }, () => newRun()));
      work(handler("first"), { concurrency: 3 });
      work(handler("second"), { concurrency: 3, on: second });
      await Promise.all(runIds.flatMap((runId) => [queue.add({ runId }), second.add({ runId })]));
      const all = await Promise.all(runIds.map(ended));
      expect(all.every(({ status, attempt }) => status === "succeeded" && attempt === 1)).toBe(true);
      expect(worked.map(({ runId }) => runId).sort()).toEqual([...runIds].sort());
      expect(new Set(worked.map(({ worker }) => worker)).size).toBe(2);
      ending.push(() => second.close());
    });

    it("takes the runs in order of priority, and knows each one's place", async () => {
      const [late, first, second] = [await newRun(), await newRun(), await newRun()];
      await database.connection.pool.query(`UPDATE "Run" SET "priority" = 5 WHERE "id" = $1`, [late]);
      await queue.add({ runId: late, priority: 5 });
      await queue.add({ runId: first });
      await queue.add({ runId: second });
      expect(await Promise.all([late, first, second].map((runId) => queue.position(runId)))).toEqual([
        2, 0, 1,
      ]);
      const order: string[] = [];
      work(async ({ runId }) => {
        order.push(runId);
        return RESULT;
      });
      await Promise.all([late, first, second].map(ended));
      expect(order).toEqual([first, second, late]);
      expect(await queue.position(first)).toBeNull();
    });

    it("works on queued runs that are on no queue, as after a crash between the two", async () => {
      const runId = await newRun();
      work(async () => RESULT);
      expect((await ended(runId)).status).toBe("succeeded");
    });

    it("takes a run up again exactly once when its runner is killed with -9, within 15 s", {
      timeout: 90_000,
    }, async () => {
      const file = await bundleWorker();
      const start = (id: string) => {
        const { databaseUrl, redisUrl } = location();
        const environment = { DATABASE_URL: databaseUrl, RUNNER_ID: id };
        const child = spawnWorker(
          file,
          redisUrl === undefined ? environment : { ...environment, REDIS_URL: redisUrl },
        );
        ending.push(async () => void child.kill("SIGKILL"));
        return child;
      };
      const steps = 40;
      const runId = await enqueue(steps);
      const victim = start("victim");
      await until(async () => ((await database.runs.summary(runId))?.lastSeq ?? 0) >= 12);
      start("heir one");
      start("heir two");
      await pause(500);
      victim.kill("SIGKILL");
      const killed = Date.now();
      await until(async () => (await database.runs.summary(runId))?.attempt === 2);
      expect(Date.now() - killed).toBeLessThan(15_000);

      const run = await ended(runId);
      expect(run).toMatchObject({ status: "succeeded", attempt: 2 });
      expect(run.events.map(({ seq }) => seq)).toEqual(run.events.map((_, index) => index + 1));
      const points = run.events.flatMap((event) => (event.type === "metric" ? [event] : []));
      const series = (wanted: string) => points.filter(({ series }) => series === wanted);
      expect(series("attempt").map(({ step }) => step)).toEqual([1, 2]);
      expect(series("step").map(({ step }) => step)).toEqual(
        Array.from({ length: steps }, (_, index) => index + 1),
      );
      const pids = [...new Set(series("step").map(({ value }) => value))];
      expect(pids).toHaveLength(2);
      expect(pids[0]).toBe(victim.pid);
    });
  });
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const limit = Date.now() + 30_000;
  while (!(await done())) {
    if (Date.now() > limit) throw new Error("it did not happen within 30 s");
    await pause(20);
  }
}
