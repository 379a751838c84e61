/** The curves of one measure; the drawing code is loaded when there is something to draw. */
import { formatNumber, type Language } from "@fuseline/schema";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import type { Curve, CurveChart } from "./curves.ts";
import "./measure-chart.css";

const LineChart = lazy(async () => ({ default: (await import("../charts/line-chart.tsx")).LineChart }));

export interface MeasureChartProps {
  readonly chart: CurveChart;
  /** Pixels of the drawing, without its title. */
  readonly height: number;
  readonly className?: string;
}

export function MeasureChart({ chart, height, className = "" }: MeasureChartProps) {
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
    <figure className={`measure-chart ${className}`}>
      <figcaption>
        <b>{words}</b>
        {chart.curves.map((curve) => (
          <span key={curve.series} className={`key ${curve.part}`}>
            {t(curve.part)} <b>{last(curve, language)}</b>
          </span>
        ))}
      </figcaption>
      <Suspense fallback={<Skeleton height={height} />}>
        <LineChart lines={lines} height={height} label={`${words}: ${said}`} />
      </Suspense>
    </figure>
  );
}

const last = ({ points }: Curve, language: Language): string => {
  const value = points.values.at(-1);
  return value === undefined ? "" : formatNumber(Number(value.toPrecision(3)), language);
};

function measureTitle(measure: string): "loss" | "accuracy" | "recall" | null {
  if (measure === "loss" || measure === "accuracy") return measure;
  return measure.startsWith("recall") ? "recall" : null;
}
