/** How far the step of a card is, or was when the run was paused. */
import type { Progress } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { duration } from "../../ui/time-words.ts";

export interface RunningStripProps {
  readonly progress: Progress | null;
  readonly paused?: boolean;
}

export function RunningStrip({ progress, paused = false }: RunningStripProps) {
  const { t } = useTranslation(["canvas", "run"]);
  const language = useLanguage();
  const { done = 0, total = 0, unit = "" } = progress ?? {};
  const percent = total === 0 ? 0 : Math.round((done / total) * 100);
  const words =
    unit === "epochs" ? t("run:unitEpochs", { done, total }) : total === 0 ? t("running") : `${percent} %`;
  const eta = progress?.etaSeconds;
  return (
    <div className={`strip runs${paused ? " paused" : ""}`}>
      <p>
        <b>{words}</b>
        {paused ? (
          <span>{t("paused")}</span>
        ) : eta === undefined ? null : (
          <span>{t("timeLeft", { time: duration(Math.ceil(eta), language) })}</span>
        )}
      </p>
      <div
        className="bar-line"
        role="progressbar"
        aria-label={words}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
