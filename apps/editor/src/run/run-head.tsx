/** What this run is: its name, state and when; views of it as tabs. */
import type { PipelineDocument } from "@fuseline/schema";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { RunBadge, type ShownStatus } from "../runs/run-badge.tsx";
import type { RunDetails } from "../server/shapes.ts";
import { TimeAgo } from "../ui/time-ago.tsx";
import { duration } from "../ui/time-words.ts";
import { nodeTitle } from "./node-title.ts";

export interface RunHeadProps {
  readonly details: RunDetails;
  readonly document: PipelineDocument | null;
  readonly status: ShownStatus;
  readonly title: string;
  readonly children?: ReactNode;
}

export function RunHead({ details, document, status, title, children }: RunHeadProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  return (
    <div className="page-head">
      <div className="run-title">
        <h1>{title}</h1>
        <p className="facts">
          <RunBadge status={status} />
          {details.seconds === null || status === "running" ? null : (
            <span className="badge">
              {t(status === "succeeded" ? "finishedIn" : "endedAfter", {
                time: duration(details.seconds, language),
              })}
            </span>
          )}
          {details.until === null || document === null ? null : (
            <span className="badge out">
              {t("upTo", { node: nodeTitle(document, details.until, language) })}
            </span>
          )}
          {details.attempt > 1 ? (
            <span className="badge">{t("attempt", { attempt: details.attempt })}</span>
          ) : null}
          <span className="muted">
            <TimeAgo at={details.createdAt} />
          </span>
        </p>
      </div>
      <span className="grow" />
      {children}
    </div>
  );
}
