/** Every version, newest first; any of them can be made live again. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { RunScore } from "../runs/run-score.tsx";
import type { EndpointVersion } from "../server/shapes.ts";
import { queryClient, trpc } from "../server/trpc.ts";
import { Button } from "../ui/button.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

export interface VersionsCardProps {
  readonly name: string;
  readonly versions: readonly EndpointVersion[];
}

export function VersionsCard({ name, versions }: VersionsCardProps) {
  const { t } = useTranslation("endpoint");
  const setLive = useMutation(
    trpc.endpoints.setLive.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.endpoints.pathKey() }),
    }),
  );
  const live = versions.find((version) => version.live)?.version ?? 0;
  return (
    <section className="card versions-card" aria-labelledby="versions-title">
      <header>
        <h2 id="versions-title">{t("versions")}</h2>
        <span className="grow" />
        <span className="badge">{t("versionsText")}</span>
      </header>
      <table className="in">
        <thead>
          <tr>
            <th scope="col">{t("version")}</th>
            <th scope="col">{t("madeBy")}</th>
            <th scope="col">{t("score")}</th>
            <th scope="col">{t("publishedAt")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {versions
            .toSorted((a, b) => b.version - a.version)
            .map((version) => (
              <tr key={version.version}>
                <th scope="row">v{version.version}</th>
                <td>
                  {version.runId === null ? null : <Link to={`/runs/${version.runId}`}>{t("run")}</Link>}
                </td>
                <td>{version.runId === null ? null : <VersionScore runId={version.runId} />}</td>
                <td className="muted">
                  <TimeAgo at={version.createdAt} />
                </td>
                <td>
                  {version.live ? (
                    <span className="badge live">
                      <span className="dot" />
                      {t("isLive")}
                    </span>
                  ) : (
                    <Button
                      size="small"
                      disabled={setLive.isPending}
                      onClick={() => setLive.mutate({ name, version: version.version })}
                    >
                      <RotateCcw className="i s" aria-hidden="true" />
                      {t(version.version < live ? "rollBack" : "goLive")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

/** Nothing where the run has been tidied away. */
function VersionScore({ runId }: { readonly runId: string }) {
  const run = useQuery(
    trpc.runs.get.queryOptions({ runId }, { staleTime: Number.POSITIVE_INFINITY, retry: false }),
  );
  return run.data === undefined ? null : <RunScore run={run.data} />;
}
