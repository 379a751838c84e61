/** The queue over BullMQ: it brings runs to runners and back; what becomes of a run is decided in `attend.ts`. */
import { type Database, translateError } from "@fuseline/db";
import { issue, TransientError } from "@fuseline/schema";
import { type Job as BullJob, DelayedError, UnrecoverableError, WaitingError } from "bullmq";
import { attend } from "./attend.ts";
import { type AnyQueue, type Backend, type JobData, openBackend, type QueueLocation } from "./backend.ts";
import type { Lease } from "./lease.ts";
import { type Handler, type JobQueue, type ProcessOptions, ShuttingDown } from "./port.ts";
import { ATTEMPTS, BACKOFF, LEASE, LOST_LIMIT, RECONCILE, RENEW, SWEEP } from "./timing.ts";

const NAME = "runs";

export interface QueueOptions extends QueueLocation {
  readonly database: Database;
  /** Hears of what no person can mend: our defects, and a queue that is out of reach. */
  readonly onError: (error: unknown) => void;
}

/** @throws {UserError} when Redis is too old; {TransientError} when the queue cannot be reached. */
export async function openQueue({ database, onError, ...location }: QueueOptions): Promise<JobQueue> {
  const backend = openBackend(location);
  try {
    await backend.check();
  } catch (error) {
    await backend.close();
    throw error;
  }
  const queue = backend.queue(NAME);
  queue.on("error", onError);
  const workers = new Set<Promise<void>>();

  return {
    async add({ runId, priority = 0 }) {
      const ahead = await position(database, runId);
      // Before the job, so that it cannot come after `run-started`.
      if (ahead !== null) {
        await database.runEvents.append({ runId, drafts: [{ type: "run-queued", ahead, nodeIds: [] }] });
      }
      await put(queue, runId, priority);
    },
    async cancel(runId) {
      const outcome = await database.runs.requestCancel(runId);
      // Left on the queue it would do no harm: whoever takes it sees that it ended.
      if (outcome === "cancelled") await queue.remove(runId).catch(onError);
      return outcome;
    },
    async pause(runId) {
      const outcome = await database.runs.requestPause(runId);
      if (outcome === "paused") await queue.remove(runId).catch(onError);
      return outcome;
    },
    async resume(runId) {
      const resumed = await database.runs.resume(runId);
      if (resumed === null) return false;
      await put(queue, runId, resumed.priority);
      return true;
    },
    process(handler, options) {
      const working = work({ database, backend, queue, handler, options, onError });
      workers.add(working);
      return working.finally(() => workers.delete(working));
    },
    position: (runId) => position(database, runId),
    waiting: async () => (await database.runs.waiting()).map(({ id }) => id),
    async close() {
      await Promise.allSettled(workers);
      await queue.close();
      await backend.close();
    },
  };
}

async function position(database: Database, runId: string): Promise<number | null> {
  const index = (await database.runs.waiting()).findIndex(({ id }) => id === runId);
  return index < 0 ? null : index;
}

/** The run's id is the job's id, so a run is on the queue at most once. */
async function put(queue: AnyQueue, runId: string, priority: number): Promise<void> {
  try {
    await queue.add(
      "run",
      { runId },
      {
        jobId: runId,
        priority,
        attempts: ATTEMPTS,
        backoff: { type: "exponential", delay: BACKOFF },
        removeOnComplete: true,
        removeOnFail: true,
      },
    );
  } catch (error) {
    throw asTrouble(error);
  }
}

/** Whatever keeps the queue from answering passes; our own mistakes there would show in the tests. */
function asTrouble(error: unknown): unknown {
  const translated = translateError(error);
  const lost =
    error instanceof Error &&
    /MaxRetriesPerRequest|Connection is closed/.test(`${error.name} ${error.message}`);
  return lost ? new TransientError("the queue cannot be reached", { cause: error }) : translated;
}

interface Work {
  readonly database: Database;
  readonly backend: Backend;
  readonly queue: AnyQueue;
  readonly handler: Handler;
  readonly options: ProcessOptions;
  readonly onError: (error: unknown) => void;
}

async function work({ database, backend, queue, handler, options, onError }: Work): Promise<void> {
  const { runnerId, concurrency = 1, signal } = options;
  const leases = new Set<Lease>();

  const onJob = async (job: BullJob<JobData>, token?: string): Promise<void> => {
    if (signal.aborted) return leave(job, token);
    let mine: Lease | undefined;
    const outcome = await attend({
      database,
      runnerId,
      runId: job.data.runId,
      handler,
      failures: job.attemptsMade,
      mayRetry: job.attemptsMade + 1 < ATTEMPTS,
      onDefect: onError,
      onHeld: (lease) => {
        mine = lease;
        leases.add(lease);
        if (signal.aborted) lease.abort(new ShuttingDown());
      },
    }).finally(() => mine && leases.delete(mine));
    switch (outcome.job) {
      case "remove":
        return;
      case "retry":
        throw outcome.error;
      case "requeue":
        return leave(job, token);
      case "wait":
        await job.moveToDelayed(Date.now() + outcome.milliseconds + 200, token);
        throw new DelayedError();
    }
  };

  const worker = backend.worker(NAME, onJob, {
    concurrency,
    lockDuration: LEASE,
    lockRenewTime: RENEW,
    stalledInterval: SWEEP,
    maxStalledCount: LOST_LIMIT,
    runRetryDelay: 1_000,
  });
  worker.on("error", onError);
  worker.on("failed", (job, error) => {
    if (job && error instanceof UnrecoverableError) {
      const lost = issue("runner-lost", {}, { attempts: LOST_LIMIT });
      database.runClaims.abandon(job.data.runId, lost).catch(onError);
    }
  });

  const reconcile = async () => {
    for (const { id, priority } of await database.runClaims.unattended()) await put(queue, id, priority);
  };
  const timer = setInterval(() => void reconcile().catch(onError), RECONCILE);
  await reconcile().catch(onError);

  await aborted(signal);
  clearInterval(timer);
  for (const lease of leases) lease.abort(new ShuttingDown());
  await worker.close();
}

/** Back to the waiting ones, in its old place. */
async function leave(job: BullJob<JobData>, token?: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
