/** The one number that matters, never alone: its interval, the rows, what guessing would give. */
import { type MetricNumber, metricWords, writtenMetric } from "@fuseline/schema";
import { Trans, useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { headline, type MetricTable, shortNumber } from "../runs/headline.ts";
import { IntervalBar } from "./interval-bar.tsx";
import "./score-card.css";

export interface ScoreCardProps {
  readonly metrics: MetricTable;
  /** What guessing would always answer, for classes. */
  readonly commonest: string | undefined;
}

export function ScoreCard({ metrics, commonest }: ScoreCardProps) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const best = headline(metrics);
  if (best === null) return null;
  const { metric, name } = best;
  const from = Math.min(0, metric.low);
  return (
    <section className="card score-card" aria-labelledby="score-title">
      <header>
        <h2 id="score-title">{t("score")}</h2>
        <span className="muted">{metricWords(name).term?.[language]}</span>
        <span className="grow" />
        <span className="badge">
          {metric.split === "train"
            ? t("trainRows", { count: metric.rows })
            : t("heldOut", { count: metric.rows })}
        </span>
      </header>
      <div className="in">
        <div className="big">
          <b>{shortNumber(metric.value, language)}</b>
          <p className="muted">
            {name === "accuracy" ? <RightOn metric={metric} /> : metricWords(name).label[language]}
            <br />
            {t("interval", {
              low: shortNumber(metric.low, language),
              high: shortNumber(metric.high, language),
            })}
          </p>
        </div>
        <IntervalBar {...metric} from={from} to={1} strong />
        <p className="axis" aria-hidden="true">
          <span>{shortNumber(from, language)}</span>
          <span>{shortNumber(1, language)}</span>
        </p>
        <Beside metric={metric} metrics={metrics} name={name} commonest={commonest} />
      </div>
    </section>
  );
}

function RightOn({ metric: { value, rows } }: { readonly metric: MetricNumber }) {
  const { t } = useTranslation("results");
  return (
    <Trans
      t={t}
      i18nKey="rightOn"
      values={{ right: Math.round(value * rows), rows }}
      components={{ b: <b /> }}
    />
  );
}

interface BesideProps extends Pick<ScoreCardProps, "commonest"> {
  readonly metric: MetricNumber;
  readonly metrics: MetricTable;
  readonly name: string;
}

/** Numbers that put the score in its place. */
const COMPANIONS = [
  "macroF1",
  "top5",
  "r2",
  "mape",
  "medianError",
  "recall@10.textToImage",
  "recall@1.imageToText",
];

function Beside({ metric: { chance }, metrics, name, commonest }: BesideProps) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const others = COMPANIONS.filter((other) => other !== name && metrics[other] !== undefined);
  return (
    <dl>
      {chance === undefined ? null : (
        <div>
          <dt>{commonest === undefined ? t("guessing") : t("alwaysSaying", { answer: commonest })}</dt>
          <dd>{shortNumber(chance, language)}</dd>
        </div>
      )}
      {others.slice(0, 3).map((other) => (
        <div key={other}>
          <dt>{metricWords(other).label[language]}</dt>
          <dd>{writtenMetric(other, metrics[other]?.value ?? 0, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
