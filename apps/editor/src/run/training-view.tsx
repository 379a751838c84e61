/** A run as it works: progress beside the curves, the steps beside the log. */
import type { PipelineDocument } from "@fuseline/schema";
import type { RunDetails } from "../server/shapes.ts";
import { EventLog } from "./event-log.tsx";
import { LiveCurves } from "./live-curves.tsx";
import { ProgressCard } from "./progress-card.tsx";
import type { FollowedRun } from "./run-follower.ts";
import { StepList } from "./step-list.tsx";

export interface TrainingViewProps {
  readonly details: RunDetails;
  readonly followed: FollowedRun;
  readonly document: PipelineDocument | null;
}

export function TrainingView({ details, followed: { run, log }, document }: TrainingViewProps) {
  return (
    <div className="training">
      <ProgressCard details={details} run={run} />
      <LiveCurves run={run} pipelineId={details.pipelineId} />
      <StepList run={run} document={document} />
      <EventLog run={run} log={log} document={document} />
    </div>
  );
}
