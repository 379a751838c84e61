/** What each part brings: the score with all parts, with each alone, and with each shuffled among the rows. */
import { formatNumber, metricInSentence, partName } from "@fuseline/schema";
import { Lightbulb } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { shortNumber } from "../runs/headline.ts";
import { IntervalBar } from "./interval-bar.tsx";
import { adviceOf, partScores } from "./part-scores.ts";
import "./parts-card.css";
import type { PartsReport } from "./reports.ts";

export function PartsCard({ report }: { readonly report: PartsReport }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const scores = partScores(report);
  const words = (part: string | null, way: "all" | "only" | "shuffled"): string =>
    way === "all" || part === null ? t("all") : t(way, { part: partName(part, language) });
  return (
    <section className="card parts-card" aria-labelledby="parts-title">
      <header>
        <h2 id="parts-title">{t("whatPartsBring")}</h2>
        <span className="muted">{`${t("ablation")}, ${metricInSentence(report.metric, language)}`}</span>
      </header>
      <div className="in">
        <ul>
          {scores.map(({ part, way, score, ...interval }) => (
            <li key={`${way} ${part}`} data-way={way}>
              <span>{words(part, way)}</span>
              <IntervalBar {...interval} value={score} from={0} to={1} strong={way === "all"} />
              <b>{score < 0 ? t("below") : shortNumber(score, language)}</b>
            </li>
          ))}
        </ul>
        <Advice report={report} />
      </div>
    </section>
  );
}

function Advice({ report }: { readonly report: PartsReport }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const advice = adviceOf(report);
  if (advice === null) return null;
  const { gain, perhapsChance } = advice;
  const part = partName(advice.part, language);
  const points = formatNumber(Number((gain * 100).toFixed(1)), language);
  return (
    <p className="advice">
      <Lightbulb className="i" aria-hidden="true" />
      {gain < 0.005 ? t("dropOne", { part }) : t(perhapsChance ? "perhapsKeep" : "keepAll", { part, points })}
    </p>
  );
}
