/** How far the run is, how long it took and will take, and the ways to end it. */
import type { RunState } from "@fuseline/schema";
import { Save, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../../i18n/i18n.ts";
import { PauseButton } from "../../run/pause-button.tsx";
import type { FollowedRun } from "../../run/run-follower.ts";
import { progressOf } from "../../run/run-progress.ts";
import { Button } from "../../ui/button.tsx";
import { duration } from "../../ui/time-words.ts";
import { isActive } from "../run/node-run.ts";
import { useEndRun } from "../run/use-end-run.ts";

const LOOKS: { readonly [S in RunState["status"]]: string } = {
  queued: "out",
  running: "run",
  paused: "warn",
  succeeded: "live",
  failed: "error",
  cancelled: "warn",
};

export function StatusBox({ followed: { run, connection } }: { readonly followed: FollowedRun }) {
  const { t } = useTranslation(["canvas", "run"]);
  const language = useLanguage();
  const { share, done, total, etaSeconds } = progressOf(run);
  const percent = Math.floor(share * 100);
  const active = isActive(run);
  const passed = usePassed(run);
  return (
    <div className="dock-box status-box">
      <div className="row">
        <span className={`badge ${LOOKS[run.status]}`}>
          {active && run.status !== "paused" ? <span className="dot pulse" /> : null}
          {t(`run_${run.status}`)}
        </span>
        <span className="muted">
          {connection === "lost" ? t("connectionLost") : t("stepOf", { done, total })}
        </span>
      </div>
      <p className="percent">
        {percent}
        <small>%</small>
      </p>
      <div className="bar-line">
        <i style={{ width: `${percent}%` }} />
      </div>
      <p className="row clock">
        <span>{passed === null ? "" : t("run:passed", { time: duration(passed, language) })}</span>
        <span className="grow" />
        {run.status === "paused" ? <span>{t("nothingLost")}</span> : null}
        {etaSeconds === null || !active ? null : (
          <span>{t("timeLeft", { time: duration(Math.ceil(etaSeconds), language) })}</span>
        )}
      </p>
      {active ? <EndButtons run={run} /> : <Link to={`/runs/${run.runId}`}>{t("wholeRun")}</Link>}
    </div>
  );
}

function EndButtons({ run }: { readonly run: RunState }) {
  const { t } = useTranslation("canvas");
  const { learns, ending, stop, cancel } = useEndRun();
  return (
    <p className="row ends">
      <PauseButton size="small" run={run} />
      <Button
        size="small"
        look="quiet"
        disabled={ending}
        title={t("cancelRun")}
        aria-label={t("cancelRun")}
        onClick={cancel}
      >
        <X className="i s" aria-hidden="true" />
        {learns ? null : t("cancelRun")}
      </Button>
      {learns ? (
        <Button size="small" disabled={ending} onClick={stop}>
          <Save className="i s" aria-hidden="true" />
          {t("stopKeepBest")}
        </Button>
      ) : null}
    </p>
  );
}

/** Seconds since the start, ticking while the run goes on; null before it has started. */
function usePassed(run: RunState): number | null {
  const active = isActive(run) && run.status !== "paused";
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!active) return;
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [active]);
  if (run.seconds !== undefined) return run.seconds;
  const { startedAt, pausedAt = now } = run;
  return startedAt === undefined ? null : Math.max(0, Math.floor((pausedAt - startedAt) / 1000));
}
