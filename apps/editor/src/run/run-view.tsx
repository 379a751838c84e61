/** The whole of one run: problems first, then its results, its training, or a trial of its model. */
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { ResultsView } from "../results/results-view.tsx";
import type { RunDetails } from "../server/shapes.ts";
import { RunTrial } from "../trial/run-trial.tsx";
import { documentOf } from "./document-of.ts";
import { IssueList } from "./issue-list.tsx";
import type { FollowedRun } from "./run-follower.ts";
import { RunHead } from "./run-head.tsx";
import { resultTitle, startedWords } from "./run-title.ts";
import "./run-view.css";
import { RunViewTabs, useRunView } from "./run-views.tsx";
import { TrainingView } from "./training-view.tsx";

export interface RunViewProps {
  readonly details: RunDetails;
  readonly followed: FollowedRun;
}

export function RunView({ details, followed }: RunViewProps) {
  const { t } = useTranslation("run");
  const results = useTranslation("results");
  const language = useLanguage();
  const { run, connection } = followed;
  // A run up to one block leaves rows and features, no model to look at.
  const hasResults = details.status === "succeeded" && details.until === null;
  const view = useRunView(hasResults);
  // The summary knows of an interruption; the events know first of everything else.
  const status = run.lastSeq === 0 || details.status === "interrupted" ? details.status : run.status;
  const document = documentOf(details);
  const started = t("runOf", { when: startedWords(details.createdAt, language) });
  const title = (hasResults ? resultTitle(details.metrics ?? {}, results.t, language) : null) ?? started;
  return (
    <>
      <RunHead details={details} document={document} status={status} title={title}>
        {hasResults ? <RunViewTabs view={view} /> : null}
      </RunHead>
      {connection === "lost" ? (
        <p className="banner" role="status">
          {t("connectionLost")}
        </p>
      ) : null}
      {view === "test" ? null : (
        <IssueList issues={run.issues} pipelineId={details.pipelineId} document={document} />
      )}
      {view === "training" ? (
        <TrainingView details={details} followed={followed} document={document} />
      ) : null}
      {view === "test" ? <RunTrial runId={details.id} /> : null}
      {view === "results" ? <ResultsView details={details} /> : null}
    </>
  );
}
