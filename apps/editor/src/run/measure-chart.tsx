/** The curves of one measure; the drawing code is loaded when there is something to draw. */
import { formatNumber, type Language } from "@fuseline/schema";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ChartLine } from "../charts/chart-options.ts";
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
  const lines = useMemo(() => linesOf(chart), [chart]);
  const shown = [
    ...chart.curves.map((curve) => ({ curve, look: curve.part })),
    ...(chart.before === null ? [] : [{ curve: chart.before, look: "before" as const }]),
  ];
  const said = shown.map(({ curve, look }) => `${t(look)} ${last(curve, language)}`).join(", ");
  return (
    <figure className={`measure-chart ${className}`}>
      <figcaption>
        <b>{words}</b>
        {shown.map(({ curve, look }) => (
          <span key={look} className={`key ${look}`}>
            {t(look)} {look === "before" ? null : <b>{last(curve, language)}</b>}
          </span>
        ))}
      </figcaption>
      <Suspense fallback={<Skeleton height={height} />}>
        <LineChart lines={lines} height={height} label={`${words}: ${said}`} />
      </Suspense>
    </figure>
  );
}

/** The shadow lies under the curves of this run. */
function linesOf({ curves, before }: CurveChart): readonly ChartLine[] {
  return [
    ...(before === null ? [] : [{ label: "before", look: "ghost" as const, ...before.points }]),
    ...curves.map(({ part, points }) => ({
      label: part,
      look: part === "learning" ? ("ink" as const) : ("accent" as const),
      ...points,
    })),
  ];
}

const last = ({ points }: Curve, language: Language): string => {
  const value = points.values.at(-1);
  return value === undefined ? "" : formatNumber(Number(value.toPrecision(3)), language);
};

function measureTitle(measure: string): "loss" | "accuracy" | "recall" | null {
  if (measure === "loss" || measure === "accuracy") return measure;
  return measure.startsWith("recall") ? "recall" : null;
}
