/** What the data is called and holds, and how many photos found their row. */
import { formatNumber } from "@fuseline/schema";
import { Table2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useLanguage } from "../i18n/i18n.ts";
import { dataName } from "./data-name.ts";
import type { Understood } from "./understood.ts";

export function DataSummary({ understood: { understanding } }: { readonly understood: Understood }) {
  const { t } = useTranslation("newPipeline");
  const language = useLanguage();
  const [search] = useSearchParams();
  const { rows, matches, origin } = understanding;
  const again = new URLSearchParams([...search].filter(([key]) => key === "template"));
  return (
    <section className="card data-summary" aria-label={t("yourData")}>
      <span className="chip" data-modality="table">
        <Table2 className="i" aria-hidden="true" />
      </span>
      <div>
        <h2>{dataName(origin, t)}</h2>
        <p className="muted">{t("rows", { count: rows })}</p>
      </div>
      <ul>
        {matches.map(({ column, matched, total }) => (
          <li key={column}>
            <b>{column}</b> {t("matched", { matched, total })}
            <meter
              min={0}
              max={total}
              value={matched}
              aria-label={`${column}: ${formatNumber(matched, language)} / ${formatNumber(total, language)}`}
            />
          </li>
        ))}
      </ul>
      <Link to={`/new/pipeline?${again}`}>{t("otherData")}</Link>
    </section>
  );
}
