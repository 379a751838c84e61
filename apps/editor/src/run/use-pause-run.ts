/** Lays a run aside and takes it up again: it goes on exactly where it was, after a restart too. */
import type { RunState } from "@fuseline/schema";
import { useMutation } from "@tanstack/react-query";
import { trpc } from "../server/trpc.ts";

export interface PauseRun {
  readonly paused: boolean;
  /** It was asked for and has not come about yet. */
  readonly changing: boolean;
  /** Pauses what goes on, resumes what is paused. */
  toggle(): void;
}

export function usePauseRun({ runId, status }: RunState): PauseRun {
  const pause = useMutation(trpc.runs.pause.mutationOptions());
  const resume = useMutation(trpc.runs.resume.mutationOptions());
  const paused = status === "paused";
  const asked = paused ? resume : pause;
  return {
    paused,
    changing: asked.isPending || (asked.isSuccess && asked.variables.runId === runId),
    toggle: () => {
      // The other wish was fulfilled: it may be wished again.
      (paused ? pause : resume).reset();
      asked.mutate({ runId });
    },
  };
}
