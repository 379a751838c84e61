/** Every pipeline, newest work first. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "../app/page.tsx";
import type { PipelineSummary } from "../server/shapes.ts";
import { queryClient, trpc } from "../server/trpc.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Notice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { PipelineList } from "./pipeline-list.tsx";

export function PipelinesPage() {
  const { t } = useTranslation(["pipelines", "app"]);
  const pipelines = useQuery(trpc.pipelines.list.queryOptions({}));
  const runs = useQuery(trpc.runs.list.queryOptions({ whole: true, limit: 200 }, { refetchInterval: 5_000 }));
  const [removed, setRemoved] = useState<PipelineSummary | null>(null);
  const archive = useMutation(
    trpc.pipelines.archive.mutationOptions({
      onSuccess: ({ archived }) => {
        if (!archived) setRemoved(null);
        return queryClient.invalidateQueries({ queryKey: trpc.pipelines.list.pathKey() });
      },
    }),
  );
  return (
    <Page title={t("app:pipelines")}>
      <div className="page">
        <div className="page-head">
          <h1>{t("app:pipelines")}</h1>
          <span className="grow" />
          <Link className={buttonClass({})} to="/">
            {t("create")}
          </Link>
        </div>
        {removed === null ? null : (
          <p className="removed" role="status">
            {t("removed", { name: removed.name })}
            <Button size="small" onClick={() => archive.mutate({ pipelineId: removed.id, archived: false })}>
              {t("undo")}
            </Button>
          </p>
        )}
        {pipelines.isPending ? <Skeleton rows={5} height={58} /> : null}
        {pipelines.isError ? <FailureNotice error={pipelines.error} retry={pipelines.refetch} /> : null}
        {pipelines.data?.length === 0 ? (
          <Notice icon={Workflow} title={t("empty")} text={t("emptyText")}>
            <Link className={buttonClass({ look: "primary" })} to="/">
              {t("begin")}
            </Link>
          </Notice>
        ) : null}
        {pipelines.data === undefined || pipelines.data.length === 0 ? null : (
          <PipelineList
            pipelines={pipelines.data}
            runs={runs.data ?? []}
            onRemove={(pipeline) => {
              setRemoved(pipeline);
              archive.mutate({ pipelineId: pipeline.id });
            }}
          />
        )}
      </div>
    </Page>
  );
}
