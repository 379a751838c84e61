/** The charts of a run: what it draws, or what it reused has drawn, with the run before as a shadow. */
import type { RunState } from "@fuseline/schema";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { trpc } from "../server/trpc.ts";
import { type CurveChart, curveCharts, curvesOf } from "./curves.ts";
import { stepsOfKind } from "./steps-of-kind.ts";
import { useModelCurves } from "./use-model-curves.ts";

const TRAINER = "train-model";

export function useCurveCharts(run: RunState, pipelineId: string | null): readonly CurveChart[] {
  const training = run.order.flatMap((key) => run.steps[key] ?? []).find(({ title }) => title === TRAINER);
  const reused = useModelCurves(training?.status === "reused" ? training.key : null);
  const earlier = useTrainingBefore(run.runId, pipelineId);
  // The same training would be its own shadow.
  const before = useModelCurves(training === undefined || earlier === training.key ? null : earlier);
  return useMemo(() => {
    const own = curvesOf(run);
    return curveCharts(Object.keys(own).length === 0 ? reused : own, before);
  }, [run, reused, before]);
}

/** Key of the training of the last run to the end before this one; null where there was none. */
function useTrainingBefore(runId: string, pipelineId: string | null): string | null {
  const { data: runs } = useQuery(
    trpc.runs.list.queryOptions(
      { pipelineId: pipelineId ?? "", family: true, statuses: ["succeeded"], whole: true, limit: 10 },
      { enabled: pipelineId !== null },
    ),
  );
  // Ids of runs grow with time.
  const earlier = runs?.find(({ id }) => id < runId);
  const { data: details } = useQuery(
    trpc.runs.get.queryOptions(
      { runId: earlier?.id ?? "" },
      { enabled: earlier !== undefined, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  return stepsOfKind(details?.plan, TRAINER)[0] ?? null;
}
