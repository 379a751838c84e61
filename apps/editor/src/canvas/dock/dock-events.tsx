/** What happened, newest first; read out politely as it comes. */
import { messageOf } from "@fuseline/schema";
import { Activity } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import type { FollowedRun } from "../../run/run-follower.ts";
import type { LogLine } from "../../run/run-log.ts";
import { stepTitle } from "../../run/step-title.ts";
import { duration } from "../../ui/time-words.ts";
import { useEditor } from "../store/editor-context.ts";

const MOST = 60;

export function DockEvents({ followed: { run, log } }: { readonly followed: FollowedRun }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const document = useEditor(({ sync }) => sync.document);
  const nameOf = (line: LogLine): string => {
    const step = "key" in line && line.key !== null ? run.steps[line.key] : undefined;
    return step === undefined ? t("thisRun") : stepTitle({ step, document }, language);
  };
  return (
    <div className="dock-box events-box">
      <h3>
        <Activity className="i s" aria-hidden="true" />
        {t("events")}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div role="log" aria-label={t("events")} tabIndex={0}>
        <ul>
          {log
            .slice(-MOST)
            .toReversed()
            .map((line) => (
              <li key={line.seq} data-what={line.what}>
                <time>{new Date(line.at).toLocaleTimeString(language, { hourCycle: "h23" })}</time>
                <p>
                  <b className="event-who">{nameOf(line)}</b> <LineWords line={line} />
                </p>
              </li>
            ))}
        </ul>
      </div>
    </div>
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
