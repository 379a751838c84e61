/** Pipelines in rows: name, what its last run does or reached, when. */
import { Link } from "react-router";
import { RunBadge } from "../runs/run-badge.tsx";
import { RunScore } from "../runs/run-score.tsx";
import type { PipelineSummary, RunSummary } from "../server/shapes.ts";
import { TimeAgo } from "../ui/time-ago.tsx";

export interface PipelineListProps {
  readonly pipelines: readonly PipelineSummary[];
  /** Newest first. */
  readonly runs: readonly RunSummary[];
}

export function PipelineList({ pipelines, runs }: PipelineListProps) {
  return (
    <ul className="rows">
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
          </li>
        );
      })}
    </ul>
  );
}
