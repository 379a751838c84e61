/** What a finished run reached, and where it goes wrong. */
import { CompareCard } from "../compare/compare-card.tsx";
import type { RunDetails } from "../server/shapes.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ConfusionCard } from "./confusion-card.tsx";
import { MetricTable } from "./metric-table.tsx";
import { MistakesCard } from "./mistakes-card.tsx";
import { PartsCard } from "./parts-card.tsx";
import { RanksCard } from "./ranks-card.tsx";
import "./results-view.css";
import { useState } from "react";
import { ScatterCard } from "./scatter-card.tsx";
import { ScoreCard } from "./score-card.tsx";
import { SearchExamplesCard } from "./search-examples-card.tsx";
import { type FoundReport, useReports } from "./use-reports.ts";

/** Rows of one label that were given another; null: all of them. */
export type ChosenPair = { readonly truth: string; readonly given: string } | null;

export function ResultsView({ details }: { readonly details: RunDetails }) {
  const { found, isPending, error } = useReports(details);
  const [pair, setPair] = useState<ChosenPair>(null);
  if (error !== null) return <FailureNotice error={error} />;
  if (isPending) return <Skeleton rows={2} height={240} />;
  return (
    <div className="results">
      <ScoreCard metrics={details.metrics ?? {}} commonest={commonestOf(found)} />
      {found.map((each) => (
        <ReportCard
          key={each.step.key}
          found={each}
          pair={pair}
          onPair={setPair}
          pipelineId={details.pipelineId}
        />
      ))}
      <CompareCard details={details} />
      <MetricTable metrics={details.metrics ?? {}} />
    </div>
  );
}

/** The answer that always saying the same would give. */
function commonestOf(found: readonly FoundReport[]): string | undefined {
  return found.flatMap(({ report }) => (report.kind === "classes" ? (report.commonest ?? []) : []))[0];
}

interface ReportCardProps {
  readonly found: FoundReport;
  readonly pair: ChosenPair;
  onPair(pair: ChosenPair): void;
  readonly pipelineId: string | null;
}

function ReportCard({ found: { report, step }, pair, onPair, pipelineId }: ReportCardProps) {
  switch (report.kind) {
    case "classes":
      return <ConfusionCard report={report} pair={pair} onPair={onPair} />;
    case "number":
      return <ScatterCard report={report} />;
    case "retrieval":
      return (
        <>
          <RanksCard report={report} />
          <SearchExamplesCard report={report} />
        </>
      );
    case "parts":
      return <PartsCard report={report} />;
    case "errors":
      return (
        <MistakesCard
          report={report}
          model={step.model}
          pair={pair}
          onPair={onPair}
          pipelineId={pipelineId}
        />
      );
  }
}
