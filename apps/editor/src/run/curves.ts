/** Which curves a run draws, and in which chart each stands. */
import type { RunState, Series } from "@fuseline/schema";

export interface Curve {
  readonly series: string;
  readonly points: Series;
  /** Measured while learning, or on rows kept apart. */
  readonly part: "learning" | "tuning";
}

export interface CurveChart {
  /** `loss`, `accuracy`, `recall@10` … */
  readonly measure: string;
  readonly curves: readonly Curve[];
}

/** One chart a measure; the loss first. */
export function curveCharts(run: RunState): readonly CurveChart[] {
  const charts = new Map<string, Curve[]>();
  for (const key of run.order) {
    for (const [series, points] of Object.entries(run.steps[key]?.series ?? {})) {
      const tuning = series.startsWith("validation.");
      const measure = tuning ? series.slice("validation.".length) : series;
      const curves = charts.get(measure) ?? [];
      curves.push({ series, points, part: tuning ? "tuning" : "learning" });
      charts.set(measure, curves);
    }
  }
  return [...charts]
    .map(([measure, curves]) => ({ measure, curves }))
    .sort((a, b) => Number(b.measure === "loss") - Number(a.measure === "loss"));
}
