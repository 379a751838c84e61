/** Lines over steps, drawn by uPlot; new points are appended, nothing is replayed. */
import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useLanguage } from "../i18n/i18n.ts";
import { useTheme } from "../theme/theme.ts";
import { chartColours } from "./chart-colours.ts";
import { type ChartLine, chartOptions } from "./chart-options.ts";

export interface LineChartProps {
  readonly lines: readonly ChartLine[];
  /** Pixels. */
  readonly height: number;
  /** What the chart shows, for readers. */
  readonly label: string;
}

/** Drawn anew for other lines, another theme (its colours are read once) or another language; new points are not. */
export function LineChart(props: LineChartProps) {
  const theme = useTheme(({ theme }) => theme);
  const language = useLanguage();
  const looks = props.lines.map(({ look, label }) => `${look} ${label}`);
  return <Plot key={[theme, language, ...looks].join("|")} {...props} />;
}

function Plot({ lines, height, label }: LineChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const language = useLanguage();
  const data = useMemo(
    () => uPlot.join(lines.map(({ steps, values }): uPlot.AlignedData => [[...steps], [...values]])),
    [lines],
  );
  const latest = useRef({ lines, data });
  latest.current = { lines, data };

  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const options = chartOptions({ lines: latest.current.lines, colours: chartColours(box), language });
    const chart = new uPlot({ ...options, width: box.clientWidth, height }, latest.current.data, box);
    plot.current = chart;
    const watch = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height }));
    watch.observe(box);
    return () => {
      watch.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [height, language]);

  useEffect(() => plot.current?.setData(data), [data]);

  return <div ref={place} className="line-chart" role="img" aria-label={label} style={{ height }} />;
}
