/** How long things may take before they count as lost. Milliseconds. */

/** Silence after which a runner's job may be taken up by another; a busy machine must still manage to renew in it. */
export const LEASE = 8_000;
/** Three chances to renew inside one lease. */
export const RENEW = 2_500;
/** BullMQ marks silent jobs on one pass and takes them back on the next: worst case LEASE + 2 × SWEEP = 13 s. */
export const SWEEP = 2_500;
/** How often queued runs that are on no queue (it was emptied, or `add` failed half way) are put back on it. */
export const RECONCILE = 15_000;
/** How long to keep trying to write an outcome while the database is away. */
export const PATIENCE = 60_000;
/** A run whose runner vanished this often is given up: it probably takes the runner with it. */
export const LOST_LIMIT = 5;
/** Tries for passing trouble, the first included, and the pause before the second; it doubles each time. */
export const ATTEMPTS = 4;
export const BACKOFF = 1_000;
