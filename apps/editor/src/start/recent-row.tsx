/** One recent pipeline: pictures of its data, what it learns from, what its last run does or reached. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link } from "react-router";
import { picturesIn } from "../results/row-parts.ts";
import { useRows } from "../results/use-rows.ts";
import { documentOf } from "../run/document-of.ts";
import { RunBadge } from "../runs/run-badge.tsx";
import { RunScore } from "../runs/run-score.tsx";
import type { PipelineSummary, RunSummary } from "../server/shapes.ts";
import { trpc } from "../server/trpc.ts";
import { ModalityChip } from "../ui/modality-chip.tsx";
import { Thumbnail } from "../ui/thumbnail.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { inputModalities, rowsStep } from "./recent-row-parts.ts";

export interface RecentRowProps {
  readonly pipeline: PipelineSummary;
  readonly last: RunSummary | undefined;
}

export function RecentRow({ pipeline, last }: RecentRowProps) {
  const found = useQuery(trpc.pipelines.get.queryOptions({ pipelineId: pipeline.id }));
  const modalities = useMemo(() => {
    const document = found.data === undefined ? null : documentOf(found.data);
    return document === null ? [] : inputModalities(document);
  }, [found.data]);
  return (
    <Link to={`/pipelines/${pipeline.id}`}>
      <RowPictures run={last} />
      <span className="recent-name">
        <b>{pipeline.name}</b>
        {modalities.map((modality) => (
          <ModalityChip key={modality} modality={modality} size="small" />
        ))}
      </span>
      <span>{last === undefined ? null : <RunBadge status={last.status} />}</span>
      <span>{last === undefined ? null : <RunScore run={last} />}</span>
      <span className="when">
        <TimeAgo at={Math.max(pipeline.updatedAt, last?.createdAt ?? 0)} />
      </span>
    </Link>
  );
}

const PICTURES = 3;

/** A few pictures of the data; empty places where there are none. */
function RowPictures({ run }: { readonly run: RunSummary | undefined }) {
  const details = useQuery(
    trpc.runs.get.queryOptions({ runId: run?.id ?? "" }, { enabled: run?.status === "succeeded" }),
  );
  const rows = useRows({ step: rowsStep(details.data?.plan) })?.rows ?? [];
  const pictures = rows.flatMap(({ cells }) => picturesIn(cells).slice(0, 1)).slice(0, PICTURES);
  return (
    <span className="recent-pictures" aria-hidden="true">
      {Array.from({ length: PICTURES }, (_, place) => place).map((place) => {
        const picture = pictures[place];
        return picture === undefined ? (
          <span key={place} className="thumbnail empty" />
        ) : (
          <Thumbnail key={place} blob={picture.blob} name="" side={38} />
        );
      })}
    </span>
  );
}
