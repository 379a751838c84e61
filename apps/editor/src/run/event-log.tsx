/** Everything that happened, newest first; read out politely as it comes. */
import { messageOf, type PipelineDocument, type RunState } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { duration } from "../ui/time-words.ts";
import { nodeTitle } from "./node-title.ts";
import type { LogLine } from "./run-log.ts";
import { stepTitle } from "./step-title.ts";
import "./event-log.css";

export interface EventLogProps {
  readonly run: RunState;
  readonly log: readonly LogLine[];
  readonly document: PipelineDocument | null;
}

export function EventLog({ run, log, document }: EventLogProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const nameOf = (line: LogLine): string => {
    if (line.what === "issue" && line.issue.at.node !== undefined && document !== null)
      return nodeTitle(document, line.issue.at.node, language);
    const step = "key" in line && line.key !== null ? run.steps[line.key] : undefined;
    return step === undefined ? t("runSelf") : stepTitle({ step, document }, language);
  };
  return (
    <section className="card events" aria-labelledby="events-title">
      <header>
        <h2 id="events-title">{t("events")}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div className="in" role="log" aria-label={t("events")} tabIndex={0}>
        <ol>
          {log.toReversed().map((line) => (
            <li key={line.seq} data-issue={line.what === "issue" ? line.issue.severity : undefined}>
              <time>{new Date(line.at).toLocaleTimeString(language, { hourCycle: "h23" })}</time>
              <span>
                <b>{nameOf(line)}</b> <LineWords line={line} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
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
