/** How every line chart looks: three grid lines, small ticks, the last point as a dot. */
import { formatNumber, type Language } from "@fuseline/schema";
import type uPlot from "uplot";
import type { ChartColours } from "./chart-colours.ts";

export interface ChartLine {
  readonly label: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly look: "ink" | "accent" | "ghost";
}

export interface ChartLook {
  readonly lines: readonly Pick<ChartLine, "label" | "look">[];
  readonly colours: ChartColours;
  readonly language: Language;
}

const FONT = '10px "Onest Variable", system-ui, sans-serif';

export function chartOptions({
  lines,
  colours,
  language,
}: ChartLook): Omit<uPlot.Options, "width" | "height"> {
  const words = (_: uPlot, splits: number[]) => splits.map((value) => formatNumber(value, language));
  const axis = { stroke: colours.text, font: FONT, ticks: { show: false }, values: words };
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 16, 0, 0],
    scales: { x: { time: false } },
    axes: [
      { ...axis, grid: { show: false }, size: 22, gap: 4 },
      { ...axis, grid: { stroke: colours.grid, width: 1 }, size: 38, gap: 6, space: 44 },
    ],
    series: [{}, ...lines.map((line) => seriesOf(line, colours))],
  };
}

function seriesOf({ label, look }: Pick<ChartLine, "label" | "look">, colours: ChartColours): uPlot.Series {
  return {
    label,
    stroke: colours[look],
    width: 1.75,
    spanGaps: true,
    ...(look === "ghost" ? { dash: [3, 3] } : {}),
    points: {
      show: true,
      size: 6,
      fill: colours[look],
      stroke: colours.surface,
      // The newest point alone.
      filter: (plot, index) => lastPoint(plot.data[index] ?? []),
    },
  };
}

function lastPoint(values: ArrayLike<number | null | undefined>): number[] {
  for (let place = values.length - 1; place >= 0; place--)
    if (values[place] !== null && values[place] !== undefined) return [place];
  return [];
}
