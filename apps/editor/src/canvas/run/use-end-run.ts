/** Ends the run early: while it learns, what was best so far is kept; before that there is nothing to keep. */
import type { StepStatus } from "@fuseline/schema";
import { useMutation } from "@tanstack/react-query";
import { trpc } from "../../server/trpc.ts";
import { useEditor } from "../store/editor-context.ts";
import { isActive } from "./node-run.ts";

export interface EndRun {
  /** A training is under way and has measured something. */
  readonly learns: boolean;
  readonly ending: boolean;
  /** Keeps the best where there is one, else cancels. */
  stop(): void;
  cancel(): void;
}

/** A paused step waits. */
const UNDER_WAY: ReadonlySet<StepStatus | undefined> = new Set(["running", "waiting"] as const);

export function useEndRun(): EndRun {
  const run = useEditor((state) => state.run);
  const keep = useMutation(trpc.runs.stopKeepBest.mutationOptions());
  const cancel = useMutation(trpc.runs.cancel.mutationOptions());
  const active = isActive(run);
  const learns =
    active &&
    run.order.some(
      (key) => UNDER_WAY.has(run.steps[key]?.status) && run.steps[key]?.series.loss !== undefined,
    );
  const asked = keep.variables?.runId ?? cancel.variables?.runId;
  const ending = active && asked === run.runId && !keep.isError && !cancel.isError;
  const end = (mutation: typeof keep | typeof cancel): void => {
    if (active) mutation.mutate({ runId: run.runId });
  };
  return { learns, ending, stop: () => end(learns ? keep : cancel), cancel: () => end(cancel) };
}
