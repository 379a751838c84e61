/** Predicted against true numbers: a dot a row, and the line on which both are the same. */
import { formatNumber } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { NumberReport } from "./reports.ts";
import { scatterScale } from "./scatter-scale.ts";
import "./scatter-card.css";

/** Units of the drawing, not pixels. */
const SIZE = 400;
const LEFT = 74;
const BOTTOM = 34;

export function ScatterCard({ report: { name, answers } }: { readonly report: NumberReport }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const scale = scatterScale(answers.flatMap(({ given, truth }) => [given, truth]));
  const x = (value: number): number => LEFT + scale.place(value) * (SIZE - LEFT - 8);
  const y = (value: number): number => SIZE - BOTTOM - scale.place(value) * (SIZE - BOTTOM - 8);
  const written = (value: number): string => formatNumber(Number(value.toPrecision(4)), language);
  return (
    <section className="card scatter-card" aria-labelledby="scatter-title">
      <header>
        <h2 id="scatter-title">{t("predictedTrue")}</h2>
        <span className="muted">{name}</span>
      </header>
      <div className="in">
        <svg className="chart" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={t("predictedTrue")}>
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line className="grid" x1={LEFT} x2={SIZE - 8} y1={y(tick)} y2={y(tick)} />
              <text x={LEFT - 6} y={y(tick) + 3.5} textAnchor="end">
                {written(tick)}
              </text>
              <text x={x(tick)} y={SIZE - BOTTOM + 15} textAnchor="middle">
                {written(tick)}
              </text>
            </g>
          ))}
          <path className="l ghost" d={`M${x(scale.from)} ${y(scale.from)}L${x(scale.to)} ${y(scale.to)}`} />
          {answers.map(({ row, given, truth }) => (
            <circle key={row} className="dot-mark" cx={x(truth)} cy={y(given)} r="4">
              <title>{`${t("trueAxis")} ${written(truth)}, ${t("predictedAxis")} ${written(given)}`}</title>
            </circle>
          ))}
          <text x={(SIZE + LEFT) / 2} y={SIZE - 3} textAnchor="middle">
            {t("trueAxis")}
          </text>
          <text transform={`translate(10 ${(SIZE - BOTTOM) / 2}) rotate(-90)`} textAnchor="middle">
            {t("predictedAxis")}
          </text>
        </svg>
        <p className="hint">{t("scatterHint")}</p>
      </div>
    </section>
  );
}
