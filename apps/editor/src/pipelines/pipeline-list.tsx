/** Pipelines in rows: name, what its last run does or reached, when. */
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { RunBadge } from "../runs/run-badge.tsx";
import { RunScore } from "../runs/run-score.tsx";
import type { PipelineSummary, RunSummary } from "../server/shapes.ts";
import { TimeAgo } from "../ui/time-ago.tsx";

export interface PipelineListProps {
  readonly pipelines: readonly PipelineSummary[];
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  onRemove(pipeline: PipelineSummary): void;
}

export function PipelineList({ pipelines, runs, onRemove }: PipelineListProps) {
  const { t } = useTranslation("pipelines");
  return (
    <ul className="rows removable">
      {pipelines.map((pipeline) => {
        const last = runs.find(({ pipelineId }) => pipelineId === pipeline.id);
        return (
          <li key={pipeline.id}>
            <Link to={`/pipelines/${pipeline.id}`}>
              <b>{pipeline.name}</b>
              <span>{last === undefined ? null : <RunBadge status={last.status} />}</span>
              <span>{last === undefined ? null : <RunScore run={last} />}</span>
              <span className="when">
                <TimeAgo at={Math.max(pipeline.updatedAt, last?.createdAt ?? 0)} />
              </span>
            </Link>
            <button
              type="button"
              className="ib sm"
              aria-label={t("remove", { name: pipeline.name })}
              title={t("remove", { name: pipeline.name })}
              onClick={() => onRemove(pipeline)}
            >
              <Trash2 className="i s" aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
