/** One job of the queue: executes its plan in the child process and writes its events, in order, under its claim. */
import type { Database, RunResult } from "@fuseline/db";
import type { Job } from "@fuseline/queue";
import { UserError } from "@fuseline/schema";
import type { Executor } from "./executor.ts";

export interface JobParts {
  readonly database: Database;
  readonly executor: Executor;
}

/** @throws UserError with the issue of the step that failed, and what `Executor.execute` throws */
export async function runJob({ database, executor }: JobParts, job: Job): Promise<RunResult> {
  const { runId, attempt, claim } = job;
  const run = await database.runs.get(runId);
  if (run === null) throw new Error(`run ${runId} is not in the database`);
  const lost = new AbortController();
  let written: Promise<unknown> = Promise.resolve();
  const executed = executor.execute({
    runId,
    attempt,
    plan: run.plan,
    // Events that cannot be written (the run went to another runner) end the work too.
    signal: AbortSignal.any([job.signal, lost.signal]),
    stop: job.stop,
    onEvents: (drafts) => {
      written = written.then(() => database.runEvents.append({ runId, claim, drafts }));
      written.catch((error: unknown) => lost.abort(error));
    },
  });
  // What was told before a pause belongs to the log before it too.
  const outcome = await executed.finally(() => written);
  await written;
  if (outcome.issue !== undefined) throw new UserError(outcome.issue);
  const { metrics, parts, ran, reused, seconds } = outcome;
  return { metrics, steps: { ran, reused }, seconds, ...(Object.keys(parts).length === 0 ? {} : { parts }) };
}
