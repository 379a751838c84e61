/** Which categories are mistaken for which; a click shows those mistakes. */
import { percent } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import "./confusion-card.css";
import { type ConfusionRow, worstConfusion } from "./confusion.ts";
import type { ClassesReport } from "./reports.ts";
import type { ChosenPair } from "./results-view.tsx";

const MOST = 14;

export interface ConfusionCardProps {
  readonly report: ClassesReport;
  readonly pair: ChosenPair;
  onPair(pair: ChosenPair): void;
}

export function ConfusionCard({ report, pair, onPair }: ConfusionCardProps) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const rows = worstConfusion(report, MOST);
  return (
    <section className="card confusion-card" aria-labelledby="confusion-title">
      <header>
        <h2 id="confusion-title">{t("whereWrong")}</h2>
        <span className="muted">{t("confusion")}</span>
      </header>
      <div className="in">
        {rows.length === 0 ? (
          <p className="muted">{t("noMistakesMatrix")}</p>
        ) : (
          <div className="matrix-scroll">
            <table>
              <thead>
                <tr>
                  <td />
                  {rows.map(({ label }) => (
                    <th key={label} scope="col">
                      <span>{label}</span>
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.label}>
                    <th scope="row">{row.label}</th>
                    {row.cells.map((cell) => (
                      <td key={cell.given}>
                        <MatrixCell row={row} cell={cell} pair={pair} onPair={onPair} />
                      </td>
                    ))}
                    <td className="found">{row.found === null ? "" : percent(row.found, language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {rows.length === 0 ? null : (
          <p className="hint">
            {rows.length < report.labels.length
              ? `${t("worstOf", { count: rows.length, total: report.labels.length })} `
              : ""}
            {t("confusionHint")}
          </p>
        )}
      </div>
    </section>
  );
}

interface MatrixCellProps extends Pick<ConfusionCardProps, "pair" | "onPair"> {
  readonly row: ConfusionRow;
  readonly cell: ConfusionRow["cells"][number];
}

function MatrixCell({
  row: { label: truth, total },
  cell: { given, count, right },
  pair,
  onPair,
}: MatrixCellProps) {
  const { t } = useTranslation("results");
  const share = total === 0 ? 0 : count / total;
  // Between these the number on the cell keeps a contrast of 4.5 in both themes.
  const strength = { "--share": `${Math.round((right ? 62 + 33 * share : 20 + 28 * share) || 0)}%` };
  if (count === 0) return <span className="cell" />;
  if (right)
    return (
      <span className="cell right" style={strength} title={t("rightFor", { count, truth })}>
        {count}
      </span>
    );
  const chosen = pair?.truth === truth && pair.given === given;
  return (
    <button
      type="button"
      className="cell wrong"
      style={strength}
      aria-pressed={chosen}
      aria-label={t("saidFor", { count, truth, given })}
      title={t("saidFor", { count, truth, given })}
      onClick={() => onPair(chosen ? null : { truth, given })}
    >
      {count}
    </button>
  );
}
