/** The curves of a run, one chart a measure. */
import type { RunState } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { isOpen } from "./is-open.ts";
import "./live-curves.css";
import { MeasureChart } from "./measure-chart.tsx";
import { useCurveCharts } from "./use-curve-charts.ts";

const HEIGHT = 210;

export interface LiveCurvesProps {
  readonly run: RunState;
  readonly pipelineId: string | null;
}

export function LiveCurves({ run, pipelineId }: LiveCurvesProps) {
  const { t } = useTranslation("run");
  const charts = useCurveCharts(run, pipelineId);
  const reused = run.order.some((key) => {
    const step = run.steps[key];
    return step?.title === "train-model" && step.status === "reused";
  });
  const words = reused ? "curvesReused" : isOpen(run.status) ? "curvesEmpty" : "curvesNone";
  return (
    <section className="card curves" aria-label={t("curves")}>
      {charts.length === 0 ? (
        <p className="empty-chart muted">{t(words)}</p>
      ) : (
        charts.map((chart) => <MeasureChart key={chart.measure} chart={chart} height={HEIGHT} />)
      )}
    </section>
  );
}
