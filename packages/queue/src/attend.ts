/** One run from being taken up to its outcome, independent of the queue that brought it. */
import {
  type Claim,
  type Database,
  type Ending,
  LeaseLost,
  type RunResult,
  translateError,
} from "@fuseline/db";
import { Cancelled, issue, Paused, TransientError, UserError } from "@fuseline/schema";
import { holdLease, type Lease } from "./lease.ts";
import { type Handler, ShuttingDown } from "./port.ts";
import { LEASE, PATIENCE } from "./timing.ts";

/** What the queue should do with the job. */
export type Outcome =
  | { readonly job: "remove" }
  /** Passing trouble: the usual pause, then again. */
  | { readonly job: "retry"; readonly error: TransientError }
  /** The process ends: again as soon as somebody is there. */
  | { readonly job: "requeue" }
  /** Somebody else holds it: look again after so many milliseconds. */
  | { readonly job: "wait"; readonly milliseconds: number };

export interface Attend {
  readonly database: Database;
  readonly runnerId: string;
  readonly runId: string;
  readonly handler: Handler;
  /** Tries before this one that ended in passing trouble. */
  readonly failures: number;
  /** Another try may follow. */
  readonly mayRetry: boolean;
  /** Hears of our own defects, which the person sees only as ours. */
  readonly onDefect: (error: unknown) => void;
  /** Called with the lease, so that a shutdown can abort it. */
  readonly onHeld: (lease: Lease) => void;
}

export async function attend(request: Attend): Promise<Outcome> {
  const { database, runnerId, runId } = request;
  const taken = await database.runClaims.take({ runId, runnerId, lease: LEASE });
  if (!taken.held) {
    return taken.reason === "busy" ? { job: "wait", milliseconds: taken.wait } : { job: "remove" };
  }
  const lease = await holdLease(database, taken.held);
  request.onHeld(lease);
  const ended = await execute(request, taken.held, lease);
  try {
    return await settle(request, taken.held, ended);
  } finally {
    await lease.end();
  }
}

type Ended =
  | { readonly how: "ended"; readonly ending: Ending }
  | { readonly how: "lost" }
  | { readonly how: "interrupted" }
  | { readonly how: "paused" }
  | { readonly how: "trouble"; readonly error: TransientError };

async function execute({ handler, onDefect }: Attend, held: Claim, lease: Lease): Promise<Ended> {
  try {
    lease.signal.throwIfAborted();
    const result: RunResult = await handler({ ...held, signal: lease.signal, stop: lease.stop });
    return { how: "ended", ending: { status: "succeeded", result } };
  } catch (thrown) {
    // Why the signal was aborted says more than what the work threw on its way out.
    const error = lease.signal.aborted ? lease.signal.reason : translateError(thrown);
    if (error instanceof LeaseLost) return { how: "lost" };
    if (error instanceof ShuttingDown) return { how: "interrupted" };
    if (error instanceof Paused) return { how: "paused" };
    if (error instanceof Cancelled) return { how: "ended", ending: { status: "cancelled" } };
    if (error instanceof UserError) return { how: "ended", ending: { status: "failed", issue: error.issue } };
    if (error instanceof TransientError) return { how: "trouble", error };
    onDefect(error);
    const what = error instanceof Error ? error.name : typeof error;
    return {
      how: "ended",
      ending: { status: "failed", issue: issue("engine-defect", {}, { run: held.runId, what }) },
    };
  }
}

async function settle({ database, failures, mayRetry }: Attend, held: Claim, ended: Ended): Promise<Outcome> {
  const { runClaims } = database;
  switch (ended.how) {
    case "lost":
      return { job: "remove" };
    case "interrupted":
      await runClaims.release(held);
      return { job: "requeue" };
    case "paused":
      await patiently(() => runClaims.pause(held));
      return { job: "remove" };
    case "ended":
      await patiently(() => runClaims.finish(held, ended.ending));
      return { job: "remove" };
    case "trouble": {
      if (mayRetry) {
        await patiently(() => runClaims.release(held));
        return { job: "retry", error: ended.error };
      }
      const given = issue("run-retried", {}, { attempts: failures + 1, reason: ended.error.message });
      await patiently(() => runClaims.finish(held, { status: "failed", issue: given }));
      return { job: "remove" };
    }
  }
}

/** Tries again while the database is away; the lease goes on being renewed meanwhile. */
async function patiently(write: () => Promise<void>): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      // Another runner took the run: its outcome is the other's to write.
      if (error instanceof LeaseLost) return;
      if (!(error instanceof TransientError) || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
