/** In the bar, on the right: what a run would cost, and Run; while it runs, how far it is and Stop. */
import type { RunState } from "@fuseline/schema";
import { Play, Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { progressOf } from "../../run/run-progress.ts";
import { usePauseRun } from "../../run/use-pause-run.ts";
import { Button } from "../../ui/button.tsx";
import { duration } from "../../ui/time-words.ts";
import { isActive } from "../run/node-run.ts";
import { sumForecast } from "../run/run-duration.ts";
import { useEndRun } from "../run/use-end-run.ts";
import { useStartRun } from "../run/use-start-run.ts";
import { useEditor } from "../store/editor-context.ts";
import { ProgressRing } from "./progress-ring.tsx";
import { PublishButton } from "./publish-button.tsx";

export function BarActions() {
  const run = useEditor((state) => state.run);
  return isActive(run) ? <Running /> : <Ready />;
}

function Ready() {
  const { t } = useTranslation("canvas");
  const { starting, start } = useStartRun();
  const problems = useEditor(({ resolved }) =>
    resolved.issues.reduce((count, { severity }) => count + Number(severity === "error"), 0),
  );
  const empty = useEditor(({ sync }) => Object.keys(sync.document.nodes).length === 0);
  return (
    <>
      <Forecast problems={problems} />
      <Button
        look="primary"
        className="run-button"
        disabled={starting || problems > 0 || empty}
        title={problems > 0 ? t("fixFirst", { count: problems }) : `${t("run")} (Ctrl ↵)`}
        onClick={() => start()}
      >
        <Play className="i s" aria-hidden="true" />
        {t(starting ? "starting" : "run")}
      </Button>
      <PublishButton />
    </>
  );
}

function Forecast({ problems }: { readonly problems: number }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const forecast = useEditor((state) => state.forecast);
  if (problems > 0) {
    return (
      <p className="forecast wrong" role="status">
        <b>{t("fixFirst", { count: problems })}</b>
      </p>
    );
  }
  if (forecast === null) return null;
  const { reused, toRun, seconds } = sumForecast(forecast);
  return (
    <p className="forecast" role="status">
      <b>
        {toRun === 0
          ? t("allReused", { count: reused })
          : `${reused === 0 ? "" : `${t("stepsReused", { count: reused })}, `}${t("stepsToRun", { count: toRun })}`}
      </b>
      {toRun > 0 && seconds !== null ? (
        <span>{t("about", { time: duration(seconds, language) })}</span>
      ) : null}
    </p>
  );
}

function Paused({ run }: { readonly run: RunState }) {
  const { t } = useTranslation("run");
  const { changing, toggle } = usePauseRun(run);
  return (
    <Button
      look="primary"
      className="run-button"
      disabled={changing}
      title={`${t("resume")} (Ctrl ↵)`}
      onClick={toggle}
    >
      <Play className="i s" aria-hidden="true" />
      {t("resume")}
    </Button>
  );
}

function Running() {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const run = useEditor((state) => state.run);
  const { learns, ending, stop } = useEndRun();
  if (run === null) return null;
  const { share, etaSeconds } = progressOf(run);
  const words = t(learns ? "stopKeepBest" : "stopRun");
  return (
    <>
      {run.status === "paused" ? (
        <p className="forecast">
          <b>{t("paused")}</b>
          <span>{t("nothingLost")}</span>
        </p>
      ) : null}
      {etaSeconds === null ? null : (
        <p className="forecast">
          <span>{t("timeLeft", { time: duration(Math.ceil(etaSeconds), language) })}</span>
        </p>
      )}
      <div className="run-pair">
        {run.status === "paused" ? (
          <Paused run={run} />
        ) : (
          <span className="btn primary run-button" role="status" aria-label={t("running")}>
            <ProgressRing share={share} />
            {t(run.status === "queued" ? "queued" : "running")}
          </span>
        )}
        <Button
          look="primary"
          className="stop-button"
          disabled={ending}
          aria-label={words}
          title={`${words} (Ctrl .)`}
          onClick={stop}
        >
          <Square className="i s" aria-hidden="true" />
        </Button>
      </div>
    </>
  );
}
