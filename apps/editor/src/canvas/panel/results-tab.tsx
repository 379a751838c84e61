/** What the newest finished run reached, beside its pipeline. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ResultsView } from "../../results/results-view.tsx";
import { trpc } from "../../server/trpc.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFinishedRun } from "./use-finished-run.ts";

export function ResultsTab() {
  const { t } = useTranslation("canvas");
  const run = useFinishedRun();
  if (run === null) return <p className="panel-empty">{t("resultsLater")}</p>;
  return (
    <div className="panel-scroll">
      <Link to={`/runs/${run.id}`}>{t("wholeRun")}</Link>
      <Details key={run.id} runId={run.id} />
    </div>
  );
}

function Details({ runId }: { readonly runId: string }) {
  const { data } = useQuery(trpc.runs.get.queryOptions({ runId }, { staleTime: 60_000 }));
  return data === undefined ? <Skeleton rows={3} height={120} /> : <ResultsView details={data} />;
}
