/** How far a run is, how long it took and will take, and the two ways to end it early. */
import "./progress-card.css";

import type { RunState } from "@fuseline/schema";
import { useMutation } from "@tanstack/react-query";
import { Save, Square } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { RunDetails } from "../server/shapes.ts";
import { trpc } from "../server/trpc.ts";
import { Button } from "../ui/button.tsx";
import { duration } from "../ui/time-words.ts";
import { PauseButton } from "./pause-button.tsx";
import { progressOf } from "./run-progress.ts";

export interface ProgressCardProps {
  readonly details: RunDetails;
  readonly run: RunState;
}

export function ProgressCard({ details, run }: ProgressCardProps) {
  const { t } = useTranslation("run");
  const { share, done, total } = progressOf(run);
  const percent = Math.floor(share * 100);
  const isOpen = run.status === "queued" || run.status === "running" || run.status === "paused";
  return (
    <section className="card progress-card" aria-label={t("training")}>
      <p className="percent">
        <b>{percent}</b> %
      </p>
      <progress max={100} value={percent} aria-label={t("training")} />
      <p className="muted">
        {run.status === "queued" ? <Queued ahead={run.ahead} /> : t("stepOf", { done, total })}
      </p>
      {isOpen && run.status !== "paused" ? <Clock details={details} run={run} /> : null}
      {isOpen ? <RunControls run={run} /> : null}
    </section>
  );
}

function Queued({ ahead }: { readonly ahead: number }) {
  const { t } = useTranslation("run");
  return ahead === 0 ? t("waitsForRunner") : t("queuedAhead", { count: ahead });
}

function Clock({ run }: ProgressCardProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  const { etaSeconds } = progressOf(run, now);
  if (run.startedAt === undefined) return null;
  const passed = Math.floor(Math.max(0, now - run.startedAt) / 1000);
  return (
    <p className="clock">
      <span>{t("passed", { time: duration(passed, language) })}</span>
      {etaSeconds === null ? null : (
        <span>{t("left", { time: duration(Math.ceil(etaSeconds), language) })}</span>
      )}
    </p>
  );
}

function RunControls({ run }: { readonly run: RunState }) {
  const { runId, order, steps } = run;
  const { t } = useTranslation("run");
  const stop = useMutation(trpc.runs.stopKeepBest.mutationOptions());
  const cancel = useMutation(trpc.runs.cancel.mutationOptions());
  const learns = order.some(
    (key) => steps[key]?.status !== "finished" && steps[key]?.series.loss !== undefined,
  );
  return (
    <div className="controls">
      <PauseButton run={run} />
      {learns ? (
        <Button disabled={!stop.isIdle} onClick={() => stop.mutate({ runId })}>
          <Save className="i s" aria-hidden="true" />
          {t(stop.isIdle ? "stopKeepBest" : "stopping")}
        </Button>
      ) : null}
      <Button look="quiet" disabled={!cancel.isIdle} onClick={() => cancel.mutate({ runId })}>
        <Square className="i s" aria-hidden="true" />
        {t(cancel.isIdle ? "cancel" : "cancelling")}
      </Button>
    </div>
  );
}
