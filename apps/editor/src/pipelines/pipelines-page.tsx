/** Every pipeline, newest work first. */
import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "../app/page.tsx";
import { trpc } from "../server/trpc.ts";
import { buttonClass } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Notice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { PipelineList } from "./pipeline-list.tsx";

export function PipelinesPage() {
  const { t } = useTranslation("pipelines");
  const pipelines = useQuery(trpc.pipelines.list.queryOptions({}));
  const runs = useQuery(trpc.runs.list.queryOptions({ limit: 200 }, { refetchInterval: 5_000 }));
  return (
    <Page title={t("title")}>
      <div className="page">
        <div className="page-head">
          <h1>{t("title")}</h1>
        </div>
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
          <PipelineList pipelines={pipelines.data} runs={runs.data ?? []} />
        )}
      </div>
    </Page>
  );
}
