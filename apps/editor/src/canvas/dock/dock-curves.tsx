/** The loss and the first other measure, drawn while they come. */
import { formatNumber, type RunState } from "@fuseline/schema";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { type CurveChart, curveCharts } from "../../run/curves.ts";

const LineChart = lazy(async () => ({ default: (await import("../../charts/line-chart.tsx")).LineChart }));
const HEIGHT = 130;

export function DockCurves({ run }: { readonly run: RunState }) {
  const { t } = useTranslation("canvas");
  const charts = useMemo(() => curveCharts(run).slice(0, 2), [run]);
  if (charts.length === 0) {
    return (
      <div className="dock-box curves-box">
        <p className="muted">{t("noCurves")}</p>
      </div>
    );
  }
  return charts.map((chart) => <Chart key={chart.measure} chart={chart} />);
}

function Chart({ chart }: { readonly chart: CurveChart }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const lines = useMemo(
    () =>
      chart.curves.map(({ part, points }) => ({
        label: part,
        look: part === "learning" ? ("ink" as const) : ("accent" as const),
        ...points,
      })),
    [chart],
  );
  const said = chart.curves.map(({ part, points }) => {
    const last = points.values.at(-1);
    const value = last === undefined ? "" : formatNumber(Number(last.toPrecision(2)), language);
    return { part, value };
  });
  const name = measureName(chart.measure);
  const title = name === null ? chart.measure : t(name);
  return (
    <figure className="dock-box curves-box">
      <figcaption>
        <b className="curve-title">{title}</b>
        {said.map(({ part, value }) => (
          <span key={part} className={`key ${part}`}>
            {t(`curve_${part}`)} <b className="curve-value">{value}</b>
          </span>
        ))}
      </figcaption>
      <Suspense fallback={<div style={{ height: HEIGHT }} />}>
        <LineChart
          lines={lines}
          height={HEIGHT}
          label={`${title}: ${said.map(({ part, value }) => `${t(`curve_${part}`)} ${value}`).join(", ")}`}
        />
      </Suspense>
    </figure>
  );
}

function measureName(measure: string): "measure_loss" | "measure_accuracy" | "measure_recall" | null {
  if (measure === "loss") return "measure_loss";
  if (measure === "accuracy") return "measure_accuracy";
  return measure.startsWith("recall") ? "measure_recall" : null;
}
