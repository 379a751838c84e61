/** The whole of one run: progress and curves beside its steps, problems first. */
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { RunDetails } from "../server/shapes.ts";
import { documentOf } from "./document-of.ts";
import { EventLog } from "./event-log.tsx";
import { IssueList } from "./issue-list.tsx";
import { LiveCurves } from "./live-curves.tsx";
import { ProgressCard } from "./progress-card.tsx";
import type { FollowedRun } from "./run-follower.ts";
import { RunHead } from "./run-head.tsx";
import { StepList } from "./step-list.tsx";
import "./run-view.css";

export interface RunViewProps {
  readonly details: RunDetails;
  readonly followed: FollowedRun;
}

export function RunView({ details, followed }: RunViewProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const { run, log, connection } = followed;
  // The summary knows of an interruption; the events know first of everything else.
  const status = run.lastSeq === 0 || details.status === "interrupted" ? details.status : run.status;
  const document = documentOf(details);
  const when = new Date(details.createdAt).toLocaleString(language, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (
    <>
      <RunHead details={details} status={status} title={t("runOf", { when })} />
      {connection === "lost" ? (
        <p className="banner" role="status">
          {t("connectionLost")}
        </p>
      ) : null}
      <IssueList issues={run.issues} pipelineId={details.pipelineId} document={document} />
      <div className="training">
        <ProgressCard details={details} run={run} />
        <LiveCurves run={run} />
        <StepList run={run} document={document} />
        <EventLog run={run} log={log} document={document} />
      </div>
    </>
  );
}
