/** Follows the newest run and keeps the forecast fresh; everything else reads them from the store or the context. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import type { FollowedRun } from "../../run/run-follower.ts";
import { useRun } from "../../run/use-run.ts";
import { client, queryClient, trpc } from "../../server/trpc.ts";
import { useEditor } from "../store/editor-context.ts";
import { isActive } from "./node-run.ts";
import { useLatestRunId } from "./use-latest-run.ts";

const RunContext = createContext<FollowedRun | null>(null);

/** Null: this pipeline has never run. */
export const useFollowedRun = (): FollowedRun | null => useContext(RunContext);

export function RunProvider({ children }: { readonly children: ReactNode }) {
  const runId = useLatestRunId();
  useForecast();
  if (runId === null) return <RunContext value={null}>{children}</RunContext>;
  return <Following runId={runId}>{children}</Following>;
}

function Following({ runId, children }: { readonly runId: string; readonly children: ReactNode }) {
  const followed = useRun(runId);
  const showRun = useEditor((state) => state.showRun);
  const { run } = followed;
  const over = !isActive(run);
  useEffect(() => showRun(run), [run, showRun]);
  useEffect(() => {
    if (over) void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
  }, [over]);
  return <RunContext value={followed}>{children}</RunContext>;
}

/** Asked again when a saved edit or the end of a run changes it. */
function useForecast(): void {
  const pipelineId = useEditor((state) => state.pipelineId);
  const revision = useEditor(({ sync }) => sync.revision);
  const saved = useEditor(({ sync }) => sync.pending.length === 0);
  const fine = useEditor(({ resolved }) => resolved.issues.every(({ severity }) => severity !== "error"));
  const ended = useEditor(({ run }) => (isActive(run) ? null : (run?.runId ?? "")));
  const showForecast = useEditor((state) => state.showForecast);
  const { data } = useQuery({
    queryKey: ["forecast", pipelineId, revision, ended],
    queryFn: () => client.runs.forecast.query({ pipelineId }),
    enabled: saved && fine,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const steps = fine ? (data?.steps ?? null) : null;
  useEffect(() => showForecast(steps), [steps, showForecast]);
}
