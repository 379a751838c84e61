/** Which curves a run draws, and in which chart each stands. */
import type { RunState, Series } from "@fuseline/schema";

/** Series of points by their names: `loss`, `validation.accuracy` … */
export type Curves = { readonly [series: string]: Series };

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
  /** How the run before went: on rows kept apart where it was measured there. */
  readonly before: Curve | null;
}

/** What every step of a run has drawn. */
export function curvesOf(run: RunState): Curves {
  return Object.assign({}, ...run.order.map((key) => run.steps[key]?.series ?? {}));
}

/** One chart a measure; the loss first. */
export function curveCharts(curves: Curves, before: Curves = {}): readonly CurveChart[] {
  const earlier = byMeasure(before);
  return [...byMeasure(curves)]
    .map(([measure, drawn]) => ({ measure, curves: drawn, before: compared(earlier.get(measure) ?? []) }))
    .sort((a, b) => Number(b.measure === "loss") - Number(a.measure === "loss"));
}

const compared = (curves: readonly Curve[]): Curve | null =>
  curves.find(({ part }) => part === "tuning") ?? curves[0] ?? null;

function byMeasure(curves: Curves): ReadonlyMap<string, readonly Curve[]> {
  const charts = new Map<string, Curve[]>();
  for (const [series, points] of Object.entries(curves)) {
    const tuning = series.startsWith("validation.");
    const measure = tuning ? series.slice("validation.".length) : series;
    const known = charts.get(measure) ?? [];
    known.push({ series, points, part: tuning ? "tuning" : "learning" });
    charts.set(measure, known);
  }
  return charts;
}
