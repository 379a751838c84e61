/** One number of two runs: the older as a ring, the newer as a dot, the difference in words. */
import { metricWords, writtenMetric } from "@fuseline/schema";
import { useLanguage } from "../i18n/i18n.ts";
import type { MetricPair } from "./metric-pairs.ts";

export function PairRow({ pair: { name, before, after, isBetter } }: { readonly pair: MetricPair }) {
  const language = useLanguage();
  const values = [before.low, before.high, after.low, after.high];
  const [from, to] = [Math.min(...values), Math.max(...values)];
  const place = (value: number): string => `${to === from ? 50 : ((value - from) / (to - from)) * 100}%`;
  const difference = after.value - before.value;
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
  return (
    <li>
      <span>{metricWords(name).label[language]}</span>
      <span className="muted">{writtenMetric(name, before.value, language)}</span>
      <span className="dumbbell" aria-hidden="true">
        <i
          style={{
            left: place(Math.min(before.value, after.value)),
            right: `calc(100% - ${place(Math.max(before.value, after.value))})`,
          }}
        />
        <b className="was" style={{ left: place(before.value) }} />
        <b style={{ left: place(after.value) }} />
      </span>
      <b>{writtenMetric(name, after.value, language)}</b>
      <span className="difference" data-better={isBetter}>
        {sign}
        {writtenMetric(name, Math.abs(difference), language)}
      </span>
    </li>
  );
}
