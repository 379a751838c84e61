/** The last pipelines, to go on where one stopped. Nothing is shown before there is one. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { trpc } from "../server/trpc.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { RecentRow } from "./recent-row.tsx";

const SHOWN = 5;

export function RecentPipelines() {
  const { t } = useTranslation("start");
  const pipelines = useQuery(trpc.pipelines.list.queryOptions({}));
  const runs = useQuery(trpc.runs.list.queryOptions({ whole: true, limit: 50 }, { refetchInterval: 5_000 }));
  if (pipelines.isPending) return <Skeleton rows={3} height={52} />;
  if (pipelines.isError) return <FailureNotice error={pipelines.error} retry={pipelines.refetch} />;
  if (pipelines.data.length === 0) return null;
  return (
    <section className="recent" aria-labelledby="recent-title">
      <header>
        <h2 id="recent-title">{t("recent")}</h2>
        <span className="grow" />
        <Link to="/pipelines">{t("all", { count: pipelines.data.length })}</Link>
      </header>
      <ul className="rows recent-rows">
        {pipelines.data.slice(0, SHOWN).map((pipeline) => (
          <li key={pipeline.id}>
            <RecentRow
              pipeline={pipeline}
              last={runs.data?.find(({ pipelineId }) => pipelineId === pipeline.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
