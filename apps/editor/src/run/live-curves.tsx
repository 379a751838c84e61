/** The curves of a run, one chart a measure; the drawing code is loaded when there is something to draw. */
import { formatNumber, type Language, type RunState } from "@fuseline/schema";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { type Curve, type CurveChart, curveCharts } from "./curves.ts";
import "./live-curves.css";

const LineChart = lazy(async () => ({ default: (await import("../charts/line-chart.tsx")).LineChart }));
const HEIGHT = 210;

export function LiveCurves({ run }: { readonly run: RunState }) {
  const { t } = useTranslation("run");
  const charts = useMemo(() => curveCharts(run), [run]);
  const reused = run.order.some((key) => {
    const step = run.steps[key];
    return step?.title === "train-model" && step.status === "reused";
  });
  return (
    <section className="card curves" aria-label={t("curves")}>
      {charts.length === 0 ? (
        <p className="empty-chart muted">{t(reused ? "curvesReused" : "curvesEmpty")}</p>
      ) : (
        charts.map((chart) => <MeasureChart key={chart.measure} chart={chart} />)
      )}
    </section>
  );
}

const last = ({ points }: Curve, language: Language): string => {
  const value = points.values.at(-1);
  return value === undefined ? "" : formatNumber(Number(value.toPrecision(3)), language);
};

function MeasureChart({ chart }: { readonly chart: CurveChart }) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const title = measureTitle(chart.measure);
  const words = title === null ? chart.measure : t(title);
  const lines = useMemo(
    () =>
      chart.curves.map(({ part, points }) => ({
        label: part,
        look: part === "learning" ? ("ink" as const) : ("accent" as const),
        ...points,
      })),
    [chart],
  );
  const said = chart.curves.map((curve) => `${t(curve.part)} ${last(curve, language)}`).join(", ");
  return (
    <figure>
      <figcaption>
        <b>{words}</b>
        {chart.curves.map((curve) => (
          <span key={curve.series} className={`key ${curve.part}`}>
            {t(curve.part)} <b>{last(curve, language)}</b>
          </span>
        ))}
      </figcaption>
      <Suspense fallback={<Skeleton height={HEIGHT} />}>
        <LineChart lines={lines} height={HEIGHT} label={`${words}: ${said}`} />
      </Suspense>
    </figure>
  );
}

function measureTitle(measure: string): "loss" | "accuracy" | "recall" | null {
  if (measure === "loss" || measure === "accuracy") return measure;
  return measure.startsWith("recall") ? "recall" : null;
}
