/** Runs in rows: name, state, score, how long, when. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../i18n/i18n.ts";
import type { RunSummary } from "../server/shapes.ts";
import { TimeAgo } from "../ui/time-ago.tsx";
import { duration } from "../ui/time-words.ts";
import { RunBadge } from "./run-badge.tsx";
import { RunScore } from "./run-score.tsx";

export function RunList({ runs }: { readonly runs: readonly RunSummary[] }) {
  const { t } = useTranslation("runs");
  const language = useLanguage();
  return (
    <ul className="rows five">
      {runs.map((run) => (
        <li key={run.id}>
          <Link to={`/runs/${run.id}`}>
            <b>{run.name}</b>
            <span>
              <RunBadge status={run.status} />
            </span>
            <span>
              {run.until === null ? <RunScore run={run} /> : <span className="muted">{t("upToBlock")}</span>}
            </span>
            <span className="muted">{run.seconds === null ? "" : duration(run.seconds, language)}</span>
            <span className="when">
              <TimeAgo at={run.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
