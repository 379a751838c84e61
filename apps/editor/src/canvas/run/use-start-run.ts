/** Presses Run: what is not saved yet is saved first, so that what is seen is what runs. */
import { useMutation } from "@tanstack/react-query";
import { failureOf } from "../../server/failure.ts";
import { client, queryClient, trpc } from "../../server/trpc.ts";
import { allSaved } from "../document/all-saved.ts";
import { useEditorStore } from "../store/editor-context.ts";

export interface StartRun {
  readonly starting: boolean;
  /** @param until the block to stop at; to the end where none is named */
  start(until?: string): void;
}

export function useStartRun(): StartRun {
  const store = useEditorStore();
  const { isPending, mutate } = useMutation({
    mutationFn: async (until: string | null) => {
      store.getState().refuseRun(null);
      await allSaved(store);
      return client.runs.start.mutate({
        pipelineId: store.getState().pipelineId,
        ...(until === null ? {} : { until }),
      });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.runs.list.pathKey() }),
    onError: (error) => {
      const { issues, message } = failureOf(error);
      store.getState().refuseRun({ message, issues });
    },
  });
  return { starting: isPending, start: (until) => mutate(until ?? null) };
}
