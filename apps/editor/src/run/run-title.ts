/** The heading of a run: what it reached, in one sentence; before that, when it began. */
import { type Language, percent } from "@fuseline/schema";
import type { TFunction } from "i18next";
import type { MetricTable } from "../runs/headline.ts";

export function resultTitle(
  metrics: MetricTable,
  t: TFunction<"results">,
  language: Language,
): string | null {
  const { accuracy, mape } = metrics;
  if (accuracy !== undefined) return t("sorts", { share: percent(accuracy.value, language) });
  if (mape !== undefined) return t("predicts", { error: percent(mape.value, language) });
  const found = Object.entries(metrics)
    .filter(([name]) => name.startsWith("recall@10."))
    .map(([, { value }]) => value);
  if (found.length === 0) return null;
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  return t("finds", { share: percent(mean, language) });
}

export function startedWords(createdAt: number, language: Language): string {
  return new Date(createdAt).toLocaleString(language, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}
