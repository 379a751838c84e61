/** The loss and the first other measure, drawn while they come. */
import type { RunState } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { isOpen } from "../../run/is-open.ts";
import { MeasureChart } from "../../run/measure-chart.tsx";
import { useCurveCharts } from "../../run/use-curve-charts.ts";
import { useEditor } from "../store/editor-context.ts";

const HEIGHT = 130;

export function DockCurves({ run }: { readonly run: RunState }) {
  const { t } = useTranslation("run");
  const pipelineId = useEditor((state) => state.pipelineId);
  const charts = useCurveCharts(run, pipelineId).slice(0, 2);
  if (charts.length === 0) {
    return (
      <div className="dock-box">
        <p className="muted">{t(isOpen(run.status) ? "curvesEmpty" : "curvesNone")}</p>
      </div>
    );
  }
  return charts.map((chart) => (
    <MeasureChart key={chart.measure} chart={chart} height={HEIGHT} className="dock-box curves-box" />
  ));
}
