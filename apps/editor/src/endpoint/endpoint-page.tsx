/** One endpoint: what it is, its versions, how to call it, who may, and who does. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page } from "../app/page.tsx";
import type { EndpointVersion } from "../server/shapes.ts";
import { trpc } from "../server/trpc.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { EndpointHead } from "./endpoint-head.tsx";
import "./endpoint-page.css";
import { KeysCard } from "./keys-card.tsx";
import { ParityCard } from "./parity-card.tsx";
import { Playground } from "./playground.tsx";
import { SnippetsCard } from "./snippets-card.tsx";
import { TrafficCard } from "./traffic-card.tsx";
import { VersionsCard } from "./versions-card.tsx";

export function EndpointPage() {
  const { name = "" } = useParams();
  const versions = useQuery(trpc.endpoints.versions.queryOptions({ name }));
  return (
    <Page title={name} place={<EndpointPlace name={name} />}>
      <div className="page">
        {versions.isPending ? <Skeleton rows={3} height={160} /> : null}
        {versions.isError ? <FailureNotice error={versions.error} retry={versions.refetch} /> : null}
        {versions.data === undefined ? null : <Endpoint key={name} name={name} versions={versions.data} />}
      </div>
    </Page>
  );
}

interface EndpointProps {
  readonly name: string;
  readonly versions: readonly EndpointVersion[];
}

function Endpoint({ name, versions }: EndpointProps) {
  const info = useQuery(trpc.system.info.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const live = versions.find((version) => version.live);
  const url = `${info.data?.address ?? window.location.origin}/v1/endpoints/${name}/predict`;
  return (
    <div className="endpoint">
      <EndpointHead name={name} live={live} url={url} />
      <VersionsCard name={name} versions={versions} />
      {live === undefined ? null : <ParityCard parity={live.parity} />}
      {live === undefined ? null : <SnippetsCard serve={live.serve} url={url} />}
      <KeysCard name={name} />
      {live === undefined ? null : <Playground name={name} version={live} />}
      <TrafficCard name={name} />
    </div>
  );
}

function EndpointPlace({ name }: Pick<EndpointProps, "name">) {
  const { t } = useTranslation();
  return (
    <nav className="crumbs" aria-label={t("place")}>
      <Link to="/endpoints">{t("endpoints")}</Link>
      <span aria-hidden="true">›</span>
      <b>{name}</b>
    </nav>
  );
}
