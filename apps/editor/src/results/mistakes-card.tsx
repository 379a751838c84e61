/** Rows the model got wrong, worst first, with their pictures and texts. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { RelabelBar } from "../relabel/relabel-bar.tsx";
import { type Relabel, useRelabel } from "../relabel/use-relabel.ts";
import { trpc } from "../server/trpc.ts";
import { Button } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { pressedInGallery } from "./gallery-keys.ts";
import { MistakeCard } from "./mistake-card.tsx";
import "./mistakes-card.css";
import { MistakeFilter, type MistakeView } from "./mistake-filter.tsx";
import type { ErrorsReport, Mistake } from "./reports.ts";
import type { ChosenPair } from "./results-view.tsx";

export interface MistakesCardProps {
  readonly report: ErrorsReport;
  readonly model: { readonly key: string; readonly port: string };
  readonly pair: ChosenPair;
  onPair(pair: ChosenPair): void;
  /** Null for a run of a file: there is no pipeline to correct. */
  readonly pipelineId: string | null;
}

const PAGE = 6;

export function MistakesCard(props: MistakesCardProps) {
  const { pipelineId } = props;
  return pipelineId === null ? (
    <Mistakes {...props} relabel={null} />
  ) : (
    <Correctable {...props} pipelineId={pipelineId} />
  );
}

function Correctable(props: MistakesCardProps & { readonly pipelineId: string }) {
  return <Mistakes {...props} relabel={useRelabel(props.pipelineId)} />;
}

function Mistakes({
  report,
  model,
  pair,
  onPair,
  relabel,
}: MistakesCardProps & { readonly relabel: Relabel | null }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const [view, setView] = useState<MistakeView>("all");
  const [count, setCount] = useState(PAGE);
  const chosen = report.mistakes.filter(
    (mistake) => isShown(mistake, pair, view) && relabel?.kept.has(mistake.id) !== true,
  );
  const shown = chosen.slice(0, count);
  const rows = useQuery(
    trpc.results.modelRows.queryOptions(
      { ...model, places: shown.map(({ row }) => row) },
      { enabled: shown.length > 0, staleTime: Number.POSITIVE_INFINITY, placeholderData: (before) => before },
    ),
  );
  const numbers = typeof report.mistakes[0]?.given === "number";
  return (
    <section className="card mistakes-card" aria-labelledby="mistakes-title">
      <header>
        <h2 id="mistakes-title">{t("mistakes")}</h2>
        <span className="muted">{t(numbers ? "farthest" : "mostConfident")}</span>
        <span className="grow" />
        <MistakeFilter mistakes={report.mistakes} {...{ pair, onPair, view, setView }} />
      </header>
      <div className="in">
        {report.mistakes.length === 0 ? (
          <p className="muted">{t("noMistakes", { count: report.rows })}</p>
        ) : null}
        {rows.isError ? <FailureNotice error={rows.error} retry={rows.refetch} /> : null}
        {rows.isPending && shown.length > 0 ? <Skeleton rows={2} height={104} /> : null}
        {relabel === null || numbers || shown.length === 0 ? null : <KeysHint />}
        <ul onKeyDown={(event) => pressedInGallery(event, shown, relabel)}>
          {rows.data === undefined
            ? null
            : shown.map((mistake, place) => (
                <MistakeCard
                  key={mistake.id}
                  isFirst={place === 0}
                  mistake={mistake}
                  data={rows.data}
                  language={language}
                  relabel={relabel}
                />
              ))}
        </ul>
        {chosen.length > count ? (
          <Button look="quiet" onClick={() => setCount(count + 2 * PAGE)}>
            {t("moreMistakes")}
          </Button>
        ) : null}
        {relabel === null ? null : <RelabelBar relabel={relabel} />}
      </div>
    </section>
  );
}

function KeysHint() {
  const { t } = useTranslation("results");
  return (
    <p className="muted keys-hint">
      <kbd>←</kbd> <kbd>→</kbd> {t("keysMove")} · <kbd>1</kbd> {t("keysChange")} · <kbd>2</kbd>{" "}
      {t("keysKeep")}
    </p>
  );
}

function isShown(mistake: Mistake, pair: ChosenPair, view: MistakeView): boolean {
  if (pair !== null) return mistake.truth === pair.truth && mistake.given === pair.given;
  return view === "all" || mistake.likelyWrongLabel === true;
}
