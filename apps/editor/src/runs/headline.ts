/** Which of a run's metrics stands in its row and heads its results, and how it is written. */
import { formatNumber, type Language, type MetricNumber, type Text } from "@fuseline/schema";

interface Headline {
  readonly name: string;
  readonly label: Text;
  readonly metric: MetricNumber;
  show(language: Language): string;
}

export type MetricTable = { readonly [name: string]: MetricNumber };

/** The first that a run has is its headline. */
const IN_ORDER: readonly (readonly [string, Text])[] = [
  ["accuracy", { en: "accuracy", ru: "точность" }],
  ["recall@10.mean", { en: "found in 10", ru: "найдено в 10" }],
  ["recall@10.imageToText", { en: "found in 10", ru: "найдено в 10" }],
  ["r2Log", { en: "R² (log)", ru: "R² (лог.)" }],
  ["r2", { en: "R²", ru: "R²" }],
  ["macroF1", { en: "macro F1", ru: "макро F1" }],
];

export function headline(metrics: MetricTable): Headline | null {
  for (const [name, label] of IN_ORDER) {
    const metric = metrics[name];
    if (metric !== undefined)
      return { name, label, metric, show: (language) => shortNumber(metric.value, language) };
  }
  return null;
}

/** Three digits at most after the point: `0.914`. */
export function shortNumber(value: number, language: Language): string {
  return formatNumber(Number(value.toPrecision(3)), language);
}
