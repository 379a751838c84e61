/** How near the top the right thing stands, in both directions of a search. */
import { metricWords, percent } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { IntervalBar } from "./interval-bar.tsx";
import { rankShares } from "./rank-shares.ts";
import "./ranks-card.css";
import type { RetrievalReport } from "./reports.ts";

export function RanksCard({ report: { directions, pool } }: { readonly report: RetrievalReport }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  return (
    <section className="card ranks-card" aria-labelledby="ranks-title">
      <header>
        <h2 id="ranks-title">{t("retrieved")}</h2>
        <span className="muted">{t("ranks")}</span>
        <span className="grow" />
        <span className="badge">{t("pool", { count: pool })}</span>
      </header>
      <div className="in">
        {directions.map(({ name, ranks, quality }) => (
          <figure key={name}>
            <figcaption>
              <b>{directionWords(name)[language]}</b>
              <span className="muted">{t("medianRank", { rank: Math.ceil(quality.medianRank) })}</span>
            </figcaption>
            <ul>
              {rankShares(ranks).map(({ from, to, share }) => (
                <li key={from}>
                  <span>
                    {from === 1
                      ? t("rank1")
                      : to === null
                        ? t("rankOver", { from: from - 1 })
                        : t("rankTo", { from, to })}
                  </span>
                  <IntervalBar value={share} from={0} to={1} strong={from === 1} />
                  <b>{percent(share, language)}</b>
                </li>
              ))}
            </ul>
          </figure>
        ))}
      </div>
    </section>
  );
}

/** The direction is the last word of the metric's label. */
function directionWords(name: string) {
  const { label } = metricWords(`mrr.${name}`);
  const last = (text: string): string => text.split(", ").at(-1) ?? text;
  return { en: last(label.en), ru: last(label.ru) };
}
