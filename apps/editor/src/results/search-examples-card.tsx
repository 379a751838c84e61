/** A few searches with what was found for them, spread from the best to the worst. */
import { metricWords } from "@fuseline/schema";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { Thumbnail } from "../ui/thumbnail.tsx";
import type { RetrievalReport, SearchExample } from "./reports.ts";
import { picturesIn } from "./row-parts.ts";
import "./search-examples-card.css";

export function SearchExamplesCard({ report: { directions } }: { readonly report: RetrievalReport }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const [name, setName] = useState(directions[0]?.name);
  const shown = directions.find((direction) => direction.name === name);
  if (shown === undefined || shown.examples.length === 0) return null;
  return (
    <section className="card search-examples" aria-labelledby="search-examples-title">
      <header>
        <h2 id="search-examples-title">{t("examplesOf")}</h2>
        <span className="muted">{t("examplesText")}</span>
        <span className="grow" />
        <fieldset className="seg" aria-label={t("examplesOf")}>
          {directions.map((direction) => (
            <button
              key={direction.name}
              type="button"
              aria-pressed={direction === shown}
              onClick={() => setName(direction.name)}
            >
              {metricWords(`mrr.${direction.name}`).label[language].split(", ").at(-1)}
            </button>
          ))}
        </fieldset>
      </header>
      <ol className="in">
        {shown.examples.map((example) => (
          <ExampleRow key={example.row} example={example} />
        ))}
      </ol>
    </section>
  );
}

function ExampleRow({ example: { query, answers, rank } }: { readonly example: SearchExample }) {
  const { t } = useTranslation("results");
  return (
    <li>
      <div className="query">
        <Cells cells={query} />
        <small className="muted">{t("rightAt", { rank })}</small>
      </div>
      <ul>
        {answers.map(({ row, right, found }) => (
          <li key={row} data-right={right}>
            <Cells cells={found} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Cells({ cells }: { readonly cells: SearchExample["query"] }) {
  const values = Object.values(cells);
  const words = values.filter((value) => typeof value === "string" || typeof value === "number");
  return (
    <>
      {picturesIn(values).map(({ blob, name }) => (
        <Thumbnail key={blob} blob={blob} name={name} side={72} />
      ))}
      {words.length === 0 ? null : <span className="found-words">{words.join(" · ")}</span>}
    </>
  );
}
