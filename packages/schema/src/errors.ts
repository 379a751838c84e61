/** Errors by consequence. Anything else that is thrown is our own defect. */
import type { Issue } from "./issue.ts";

/** The person can mend it; never retried. */
export class UserError extends Error {
  override readonly name = "UserError";
  constructor(
    readonly issue: Issue,
    options?: ErrorOptions,
  ) {
    super(`${issue.code} ${JSON.stringify(issue.facts)}`, options);
  }
}

/** Passing trouble (a lost connection, a busy file); retried by the queue. */
export class TransientError extends Error {
  override readonly name = "TransientError";
}

/** The person asked to stop, or to pause. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
  constructor(message = "cancelled", options?: ErrorOptions) {
    super(message, options);
  }
}

/** Reason of an aborted signal: what can be kept is kept now, for the work goes on from there later. */
export class Paused extends Cancelled {
  constructor() {
    super("paused");
  }
}
