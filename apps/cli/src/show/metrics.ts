/** Numbers of a finished run as lines: plain name and the field's term, value, interval, rows, and what guessing would give. */
import { formatNumber, type Language, type MetricNumber, metricWords } from "@fuseline/schema";

export function metricLines(
  metrics: { readonly [name: string]: MetricNumber },
  language: Language,
): readonly string[] {
  const names = Object.keys(metrics).map((name) => called(name, language));
  const width = Math.max(0, ...names.map((name) => name.length));
  const number = (value: number): string => formatNumber(Math.round(value * 10_000) / 10_000, language);
  const words = WORDS[language];
  return Object.values(metrics).map(({ value, low, high, rows, pool, chance }, place) => {
    const facts = [
      `${number(low)} ${words.to} ${number(high)}`,
      `${words.rows} ${number(rows)}`,
      ...(pool === undefined ? [] : [`${words.pool} ${number(pool)}`]),
      ...(chance === undefined ? [] : [`${words.chance} ${number(chance)}`]),
    ];
    return `${(names[place] ?? "").padEnd(width)}  ${number(value)}  (${facts.join(", ")})`;
  });
}

function called(name: string, language: Language): string {
  const { label, term } = metricWords(name);
  return term === null ? label[language] : `${label[language]} (${term[language]})`;
}

const WORDS = {
  en: { to: "to", rows: "rows", pool: "among", chance: "guessing" },
  ru: { to: "…", rows: "строк", pool: "среди", chance: "наугад" },
} as const;
