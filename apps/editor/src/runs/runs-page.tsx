/** Every run, newest first. */
import { useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "../app/page.tsx";
import { trpc } from "../server/trpc.ts";
import { buttonClass } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Notice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { RunList } from "./run-list.tsx";

export function RunsPage() {
  const { t } = useTranslation(["runs", "app"]);
  const runs = useQuery(trpc.runs.list.queryOptions({ limit: 200 }, { refetchInterval: 3_000 }));
  return (
    <Page title={t("app:runs")}>
      <div className="page">
        <div className="page-head">
          <h1>{t("app:runs")}</h1>
        </div>
        {runs.isPending ? <Skeleton rows={6} height={52} /> : null}
        {runs.isError ? <FailureNotice error={runs.error} retry={runs.refetch} /> : null}
        {runs.data?.length === 0 ? (
          <Notice icon={Activity} title={t("empty")} text={t("emptyText")}>
            <Link className={buttonClass({ look: "primary" })} to="/pipelines">
              {t("toPipelines")}
            </Link>
          </Notice>
        ) : null}
        {runs.data === undefined || runs.data.length === 0 ? null : <RunList runs={runs.data} />}
      </div>
    </Page>
  );
}
