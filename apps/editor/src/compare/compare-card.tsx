/** This run beside an earlier one of the same pipeline, or of one that it is a variant of: the numbers, and what was changed in between. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { documentOf } from "../run/document-of.ts";
import { startedWords } from "../run/run-title.ts";
import type { RunDetails } from "../server/shapes.ts";
import { trpc } from "../server/trpc.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ChangesLine } from "./changes-line.tsx";
import "./compare-card.css";
import { metricPairs } from "./metric-pairs.ts";
import { PairRow } from "./pair-row.tsx";
import { sameRows } from "./same-rows.ts";

const SHOWN = 5;

export function CompareCard({ details }: { readonly details: RunDetails }) {
  const { pipelineId } = details;
  return pipelineId === null ? null : <Earlier details={details} pipelineId={pipelineId} />;
}

interface EarlierProps {
  readonly details: RunDetails;
  readonly pipelineId: string;
}

/** Nothing is shown while this is the first run of its pipeline. */
function Earlier({ details, pipelineId }: EarlierProps) {
  const { t } = useTranslation("compare");
  const language = useLanguage();
  const runs = useQuery(
    trpc.runs.list.queryOptions({ pipelineId, family: true, statuses: ["succeeded"], whole: true }),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const others = (runs.data ?? []).filter(({ id }) => id !== details.id);
  const earlier = others.find(({ createdAt }) => createdAt < details.createdAt) ?? others[0];
  const id = chosen ?? earlier?.id;
  if (id === undefined) return null;
  return (
    <section className="card compare-card" aria-labelledby="compare-title">
      <header>
        <h2 id="compare-title">{t("title")}</h2>
        <span className="grow" />
        <select
          className="select"
          aria-label={t("with")}
          value={id}
          onChange={({ target }) => setChosen(target.value)}
        >
          {others.map((run) => (
            <option key={run.id} value={run.id}>
              {run.pipelineId === pipelineId ? "" : `${run.name}, `}
              {startedWords(run.createdAt, language)}
            </option>
          ))}
        </select>
      </header>
      <div className="in">
        <Comparison details={details} otherId={id} />
      </div>
    </section>
  );
}

function Comparison({ details, otherId }: { readonly details: RunDetails; readonly otherId: string }) {
  const { t } = useTranslation("compare");
  const other = useQuery(trpc.runs.get.queryOptions({ runId: otherId }));
  if (other.isError) return <FailureNotice error={other.error} retry={other.refetch} />;
  if (other.isPending) return <Skeleton rows={4} height={24} />;
  const pairs = metricPairs(other.data.metrics ?? {}, details.metrics ?? {});
  const [first] = pairs;
  const [before, after] = [documentOf(other.data), documentOf(details)];
  return (
    <>
      <ul>
        {pairs.slice(0, SHOWN).map((pair) => (
          <PairRow key={pair.name} pair={pair} />
        ))}
      </ul>
      {before === null || after === null ? null : <ChangesLine before={before} after={after} />}
      {sameRows(other.data.plan, details.plan) ? null : <p className="muted">{t("otherRows")}</p>}
      {first?.overlap === true && first.isBetter !== null ? (
        <p className="muted">{t("perhapsChance")}</p>
      ) : null}
    </>
  );
}
