/** Every number of a run with its interval, rows and what guessing would give. */
import { metricWords, writtenMetric } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { MetricTable as Metrics } from "../runs/headline.ts";
import "./metric-table.css";

export function MetricTable({ metrics }: { readonly metrics: Metrics }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const entries = Object.entries(metrics);
  if (entries.length === 0) return null;
  return (
    <section className="card metric-table" aria-labelledby="metrics-title">
      <header>
        <h2 id="metrics-title">{t("metricsTable")}</h2>
      </header>
      <table>
        <tbody>
          {entries.map(([name, { value, low, high, chance }]) => {
            const { label, term } = metricWords(name);
            const written = (number: number): string => writtenMetric(name, number, language);
            return (
              <tr key={name}>
                <th scope="row">
                  {label[language]} <span className="muted">{term?.[language]}</span>
                </th>
                <td>
                  <b>{written(value)}</b>
                </td>
                <td className="muted">{t("interval", { low: written(low), high: written(high) })}</td>
                <td className="muted">{chance === undefined ? "" : `${t("guessing")} ${written(chance)}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
