/** Everything that happened, newest first; read out politely as it comes. */
import { messageOf, type PipelineDocument, type RunState } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { duration } from "../ui/time-words.ts";
import "./event-lines.css";
import { nodeTitle } from "./node-title.ts";
import type { LogLine } from "./run-log.ts";
import { stepTitle } from "./step-title.ts";

export interface EventLinesProps {
  readonly run: RunState;
  readonly log: readonly LogLine[];
  readonly document: PipelineDocument | null;
}

/** Older lines are on nobody's screen. */
const MOST = 200;

export function EventLines({ run, log, document }: EventLinesProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const nameOf = (line: LogLine): string => {
    if (line.what === "issue" && line.issue.at.node !== undefined && document !== null)
      return nodeTitle(document, line.issue.at.node, language);
    const step = "key" in line && line.key !== null ? run.steps[line.key] : undefined;
    return step === undefined ? t("runSelf") : stepTitle({ step, document }, language);
  };
  return (
    <ScrollRegion role="log" label={t("events")} className="event-lines">
      <ol>
        {log
          .slice(-MOST)
          .toReversed()
          .map((line) => (
            <li key={line.seq} data-issue={line.what === "issue" ? line.issue.severity : undefined}>
              <time>{new Date(line.at).toLocaleTimeString(language, { hourCycle: "h23" })}</time>
              <span>
                <b>{nameOf(line)}</b> <LineWords line={line} />
              </span>
            </li>
          ))}
      </ol>
    </ScrollRegion>
  );
}

function LineWords({ line }: { readonly line: LogLine }) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  switch (line.what) {
    case "queued":
      return t("logQueued");
    case "paused":
      return t("logPaused");
    case "resumed":
      return t("logResume");
    case "started":
      return line.attempt > 1
        ? t("logResumed", { attempt: line.attempt })
        : t("logStarted", { count: line.steps });
    case "step-started":
      return t("logStepStarted");
    case "step-reused":
      return t("logStepReused");
    case "step-finished":
      return t("logStepFinished", { time: duration(line.seconds, language) });
    case "issue":
      return messageOf(line.issue, language).title;
    case "finished": {
      const words = { succeeded: "logSucceeded", failed: "logFailed", cancelled: "logCancelled" } as const;
      return t(words[line.status], { time: duration(line.seconds, language) });
    }
  }
}
