/** The port to the queue of runs: what the server and runners need of it, whichever backend stands behind. */

export interface QueuedJob {
  readonly runId: string;
  /** 0 is ordinary; larger goes first. */
  readonly priority?: number;
}

/** Works on one run; `signal` aborts when the person cancels or this process must let go. */
export type JobHandler = (runId: string, signal: AbortSignal) => Promise<void>;

export interface ProcessOptions {
  /** Runs worked on at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

/** Status, progress and results never live here: they are rows of our own tables, in every mode. */
export interface JobQueue {
  add(job: QueuedJob): Promise<void>;
  cancel(runId: string): Promise<void>;
  /** Takes jobs until the signal aborts; retries only what throws TransientError. */
  process(handler: JobHandler, options: ProcessOptions): Promise<void>;
  /** How many runs wait before this one; null when it does not wait. */
  position(runId: string): Promise<number | null>;
  waiting(): Promise<readonly string[]>;
  close(): Promise<void>;
}
