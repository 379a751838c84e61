/** The newest run of this pipeline, started here or in another tab, with its events. */
import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../server/trpc.ts";
import { useEditor } from "../store/editor-context.ts";

const LOOK_AGAIN = 5_000;

export function useLatestRunId(): string | null {
  const pipelineId = useEditor((state) => state.pipelineId);
  const { data } = useQuery(
    trpc.runs.list.queryOptions({ pipelineId, limit: 1 }, { refetchInterval: LOOK_AGAIN, staleTime: 0 }),
  );
  return data?.[0]?.id ?? null;
}
