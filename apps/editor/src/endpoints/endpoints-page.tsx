/** Every published endpoint. */
import { useQuery } from "@tanstack/react-query";
import { Rocket } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "../app/page.tsx";
import { LiveBadge } from "../endpoint/live-badge.tsx";
import { trpc } from "../server/trpc.ts";
import { buttonClass } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Notice } from "../ui/notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

export function EndpointsPage() {
  const { t } = useTranslation(["endpoints", "app"]);
  const endpoints = useQuery(trpc.endpoints.list.queryOptions());
  return (
    <Page title={t("app:endpoints")}>
      <div className="page">
        <div className="page-head">
          <h1>{t("app:endpoints")}</h1>
        </div>
        {endpoints.isPending ? <Skeleton rows={3} height={52} /> : null}
        {endpoints.isError ? <FailureNotice error={endpoints.error} retry={endpoints.refetch} /> : null}
        {endpoints.data?.length === 0 ? (
          <Notice icon={Rocket} title={t("empty")} text={t("emptyText")}>
            <Link className={buttonClass({ look: "primary" })} to="/runs">
              {t("toRuns")}
            </Link>
          </Notice>
        ) : null}
        {endpoints.data === undefined || endpoints.data.length === 0 ? null : (
          <ul className="rows three">
            {endpoints.data.map(({ name, liveVersion, createdAt }) => (
              <li key={name}>
                <Link to={`/endpoints/${name}`}>
                  <b>{name}</b>
                  <span>
                    <LiveBadge version={liveVersion} />
                  </span>
                  <span className="when">
                    <TimeAgo at={createdAt} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}
