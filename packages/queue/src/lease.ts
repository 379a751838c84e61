/** Holding a run while working on it: renewing the lease and listening for what the person asks. */
import { type Claim, changes, type Database, LeaseLost, requestTopic } from "@fuseline/db";
import { Cancelled, Paused } from "@fuseline/schema";
import { LEASE, RENEW } from "./timing.ts";

export interface Lease {
  readonly signal: AbortSignal;
  readonly stop: AbortSignal;
  /** Tells the work to stop for `reason`. */
  abort(reason: Error): void;
  /** Ends the renewing; the claim itself is left as it is. */
  end(): Promise<void>;
}

/** Looks once before it returns, so that a request made while the run waited is known at once. */
export async function holdLease(database: Database, claim: Claim): Promise<Lease> {
  const work = new AbortController();
  const stop = new AbortController();
  const ended = new AbortController();
  let heldUntil = Date.now() + LEASE;

  const look = async () => {
    const asked = Date.now();
    try {
      const requests = await database.runClaims.renew(claim, LEASE);
      heldUntil = asked + LEASE;
      if (requests.stop) stop.abort();
      if (requests.cancel) work.abort(new Cancelled());
      else if (requests.pause) work.abort(new Paused());
    } catch (error) {
      // A database that is away for a moment is no reason to stop, but once the lease may be over another runner may
      // have taken the run, and no run may run twice at a time.
      if (error instanceof LeaseLost || Date.now() > heldUntil) work.abort(new LeaseLost(claim.runId));
    }
  };

  await look();
  const timer = setInterval(look, RENEW);
  const listening = (async () => {
    const { notifications } = database.connection;
    for await (const _ of changes(notifications, requestTopic(claim.runId), ended.signal)) await look();
  })();
  return {
    signal: work.signal,
    stop: stop.signal,
    abort: (reason) => work.abort(reason),
    end: async () => {
      clearInterval(timer);
      ended.abort();
      await listening;
    },
  };
}
