/** Numbers of a finished run as lines: value, interval, rows, and what guessing would give. */
import { formatNumber, type Language, type MetricNumber } from "@fuseline/schema";

export function metricLines(
  metrics: { readonly [name: string]: MetricNumber },
  language: Language,
): readonly string[] {
  const width = Math.max(0, ...Object.keys(metrics).map((name) => name.length));
  const number = (value: number): string => formatNumber(Math.round(value * 10_000) / 10_000, language);
  const words = WORDS[language];
  return Object.entries(metrics).map(([name, { value, low, high, rows, pool, chance }]) => {
    const facts = [
      `${number(low)} ${words.to} ${number(high)}`,
      `${words.rows} ${number(rows)}`,
      ...(pool === undefined ? [] : [`${words.pool} ${number(pool)}`]),
      ...(chance === undefined ? [] : [`${words.chance} ${number(chance)}`]),
    ];
    return `${name.padEnd(width)}  ${number(value)}  (${facts.join(", ")})`;
  });
}

const WORDS = {
  en: { to: "to", rows: "rows", pool: "among", chance: "guessing" },
  ru: { to: "…", rows: "строк", pool: "среди", chance: "наугад" },
} as const;
