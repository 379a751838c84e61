/** Presses Run: what is not saved yet is saved first, so that what is seen is what runs. */
import { useMutation } from "@tanstack/react-query";
import { failureOf } from "../../server/failure.ts";
import { client, queryClient, trpc } from "../../server/trpc.ts";
import { useEditorStore } from "../store/editor-context.ts";
import type { EditorStore } from "../store/editor-store.ts";

export interface StartRun {
  readonly starting: boolean;
  start(): void;
}

export function useStartRun(): StartRun {
  const store = useEditorStore();
  const { isPending, mutate } = useMutation({
    mutationFn: async () => {
      store.getState().refuseRun(null);
      await allSaved(store);
      return client.runs.start.mutate({ pipelineId: store.getState().pipelineId });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.runs.list.pathKey() }),
    onError: (error) => {
      const { issues, message } = failureOf(error);
      store.getState().refuseRun({ message, issues });
    },
  });
  return { starting: isPending, start: () => mutate() };
}

function allSaved(store: EditorStore): Promise<void> {
  if (store.getState().sync.pending.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = store.subscribe(({ sync }) => {
      if (sync.pending.length > 0) return;
      stop();
      resolve();
    });
  });
}
