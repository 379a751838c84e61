/** The first number of an evaluation, with its interval: a number never stands alone. */
import { formatNumber, type MetricNumber, metricInSentence } from "@fuseline/schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { useLanguage } from "../../i18n/i18n.ts";
import { trpc } from "../../server/trpc.ts";

const numbers = z.record(
  z.string(),
  z.object({ value: z.number(), low: z.number(), high: z.number(), rows: z.number() }),
);

export function MetricsPreview({ step }: { readonly step: string }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const { data } = useQuery(
    trpc.results.step.queryOptions({ key: step }, { staleTime: Number.POSITIVE_INFINITY, retry: false }),
  );
  const read = numbers.safeParse(data?.metrics);
  const [first] = read.success ? Object.entries(read.data) : [];
  if (first === undefined) return null;
  const shown = (value: number): string => formatNumber(Number(value.toPrecision(3)), language);
  const [name, metric] = first;
  const { value, low, high, rows } = metric satisfies Pick<MetricNumber, "value" | "low" | "high" | "rows">;
  return (
    <p className="preview big">
      {shown(value)} <em>{metricInSentence(name, language)}</em>
      <small>{t("interval", { low: shown(low), high: shown(high), count: rows })}</small>
    </p>
  );
}
