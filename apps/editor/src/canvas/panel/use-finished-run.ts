/** The newest run of this pipeline that went to the end and ended well. */
import { useQuery } from "@tanstack/react-query";
import type { RunSummary } from "../../server/shapes.ts";
import { trpc } from "../../server/trpc.ts";
import { useEditor } from "../store/editor-context.ts";

export function useFinishedRun(): RunSummary | null {
  const pipelineId = useEditor((state) => state.pipelineId);
  const { data } = useQuery(
    trpc.runs.list.queryOptions(
      { pipelineId, statuses: ["succeeded"], whole: true, limit: 1 },
      { staleTime: 1_000 },
    ),
  );
  return data?.[0] ?? null;
}
