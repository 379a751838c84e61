/** One run: live while it learns, with its results when it is done. */
import { useQuery } from "@tanstack/react-query";
import { PencilRuler } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page } from "../app/page.tsx";
import { PublishDialog } from "../publish/publish-dialog.tsx";
import type { RunDetails } from "../server/shapes.ts";
import { queryClient, trpc } from "../server/trpc.ts";
import { buttonClass } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { isOpen } from "./is-open.ts";
import type { FollowedRun } from "./run-follower.ts";
import { RunView } from "./run-view.tsx";
import { useRun } from "./use-run.ts";

export function RunPage() {
  const { runId = "" } = useParams();
  const { t } = useTranslation("run");
  const details = useQuery(trpc.runs.get.queryOptions({ runId }));
  // The events are asked for at once, not after the summary.
  const followed = useRun(runId);
  useFreshSummary(details.data, followed);
  const name = details.data?.name ?? t("runSelf");
  return (
    <Page title={name} place={<RunPlace name={name} />} actions={<RunActions details={details.data} />}>
      <div className="page">
        {details.isPending ? <Skeleton rows={3} height={150} /> : null}
        {details.isError ? <FailureNotice error={details.error} retry={details.refetch} /> : null}
        {details.data === undefined ? null : (
          <RunView key={runId} details={details.data} followed={followed} />
        )}
      </div>
    </Page>
  );
}

/** The summary is asked for again when the events tell that the run is over. */
function useFreshSummary(details: RunDetails | undefined, { run }: FollowedRun): void {
  const isBehind = details !== undefined && isOpen(details.status) && !isOpen(run.status);
  useEffect(() => {
    if (isBehind) void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
  }, [isBehind]);
}

function RunPlace({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  return (
    <nav className="crumbs" aria-label={t("place")}>
      <Link to="/runs">{t("runs")}</Link>
      <span aria-hidden="true">›</span>
      <b>{name}</b>
    </nav>
  );
}

function RunActions({ details }: { readonly details: RunDetails | undefined }) {
  const { t } = useTranslation("run");
  if (details === undefined) return null;
  return (
    <>
      {details.pipelineId === null ? null : (
        <Link className={buttonClass({ look: "quiet" })} to={`/pipelines/${details.pipelineId}`}>
          <PencilRuler className="i" aria-hidden="true" />
          {t("editPipeline")}
        </Link>
      )}
      {details.status === "succeeded" && details.until === null ? (
        <PublishDialog runId={details.id} name={details.name} />
      ) : null}
    </>
  );
}
