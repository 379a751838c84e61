/** What the rest of the program knows of the queue. Status, progress and results live in the database, not here. */
import type { RunResult } from "@fuseline/db";

/** A run that this process may work on now. */
export interface Job {
  readonly runId: string;
  /** 1 the first time; more when the run is taken up again. */
  readonly attempt: number;
  /** Goes with every append to the run's log: whoever lost the run can no longer write. */
  readonly claim: string;
  /**
   * Aborts when the person cancels or pauses (its reason is `Paused` then), when the process shuts down, and when the
   * run went to another runner.
   */
  readonly signal: AbortSignal;
  /** Aborts when the person says "stop now and keep the best". */
  readonly stop: AbortSignal;
}

/**
 * Executes the run and returns its result, which the queue stores together with the event `run-finished` (a handler
 * does not append that event itself). What it throws decides: `UserError` ends the run with that issue,
 * `TransientError` tries again later, `Cancelled` after `signal` ends it (or lays it aside, as the reason of `signal`
 * says), anything else is our defect.
 */
export type Handler = (job: Job) => Promise<RunResult>;

export interface ProcessOptions {
  /** Row of the runner in the database. */
  readonly runnerId: string;
  /** Runs at a time; 1 by default. */
  readonly concurrency?: number;
  /** Ends the work: running jobs are told through their signal and go back to the queue. */
  readonly signal: AbortSignal;
}

export interface Enqueue {
  readonly runId: string;
  /** Smaller goes first; 0 by default. */
  readonly priority?: number;
}

export interface JobQueue {
  /** Puts a run of the database on the queue. Adding it twice is adding it once. */
  add(job: Enqueue): Promise<void>;
  /** A waiting run ends at once; a running one is told within a second. */
  cancel(runId: string): Promise<"cancelled" | "requested" | "finished" | "missing">;
  /** A waiting run is laid aside at once; a running one keeps a checkpoint first. `other`: it is neither. */
  pause(runId: string): Promise<"paused" | "requested" | "other" | "missing">;
  /** Puts a paused run back on the queue; false when it was not paused. */
  resume(runId: string): Promise<boolean>;
  /** Works until `signal` aborts, then resolves when nothing runs any more. */
  process(handler: Handler, options: ProcessOptions): Promise<void>;
  /** How many runs come first; null when it is not waiting. */
  position(runId: string): Promise<number | null>;
  /** Ids of the waiting runs, the next one first. */
  waiting(): Promise<string[]>;
  close(): Promise<void>;
}

/** The process ends; the run goes back to the queue and is taken up again from its last checkpoint. */
export class ShuttingDown extends Error {
  override readonly name = "ShuttingDown";
}
