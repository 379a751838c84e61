/** Tries the model of a finished run, with held-out rows one click away. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { client, trpc } from "../server/trpc.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ExampleStrip } from "./example-strip.tsx";
import { TrialPanel } from "./trial-panel.tsx";
import { shownInputs, type TrialValues } from "./trial-values.ts";
import type { Asked } from "./use-answer.ts";

export function RunTrial({ runId }: { readonly runId: string }) {
  const face = useQuery(
    trpc.trials.describe.queryOptions({ runId }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const [values, setValues] = useState<TrialValues>({});
  const [truth, setTruth] = useState<unknown>(null);
  const asked = useMemo<Asked>(
    () => ({
      model: runId,
      ask: ({ inputs, from }, signal) =>
        client.trials.ask.mutate(
          {
            runId,
            inputs: { ...inputs },
            ...(from === undefined ? {} : { from: { place: from.place, columns: [...from.columns] } }),
          },
          { signal },
        ),
    }),
    [runId],
  );
  if (face.isError) return <FailureNotice error={face.error} retry={face.refetch} />;
  if (face.isPending) return <Skeleton rows={2} height={200} />;
  const { inputs, output } = face.data;
  const answerColumn =
    output.task === "classes" ? output.column : output.task === "value" ? output.names[0] : undefined;
  return (
    <TrialPanel face={face.data} asked={asked} values={values} setValues={setValues} truth={truth}>
      <ExampleStrip
        runId={runId}
        onExample={({ columns, row }) => {
          const cell = (column: string): unknown => row.cells[columns.indexOf(column)] ?? null;
          // A search is asked with one side of the pair: the photo where there is one.
          const shown = shownInputs(inputs).toSorted(
            (a, b) => Number(b.modality === "image") - Number(a.modality === "image"),
          );
          const filled = output.task === "search" ? shown.slice(0, 1) : shown;
          setValues(
            Object.fromEntries(
              filled.map(({ column }) => [
                column,
                { from: "row" as const, place: row.place, cell: cell(column) },
              ]),
            ),
          );
          setTruth(answerColumn === undefined ? null : cell(answerColumn));
        }}
      />
    </TrialPanel>
  );
}
