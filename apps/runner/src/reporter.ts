/** Turns what a step tells into run events; progress is thinned, so that a fast loop does not flood the log. */
import type { StepReporter } from "@fuseline/nodes/define";
import type { Issue, RunEventDraft } from "@fuseline/schema";

const PROGRESS_MILLISECONDS = 200;

export interface ReporterRequest {
  readonly key: string;
  readonly nodeIds: readonly string[];
  emit(event: RunEventDraft): void;
  /** Collects issues, to be stored with the result. */
  readonly issues: Issue[];
}

export function reporter({ key, nodeIds, emit, issues }: ReporterRequest): StepReporter {
  let last = 0;
  return {
    progress(event) {
      const now = performance.now();
      if (now - last < PROGRESS_MILLISECONDS && event.done < event.total) return;
      last = now;
      emit({ type: "progress", nodeIds, key, ...event });
    },
    metric: (event) => emit({ type: "metric", nodeIds, key, ...event }),
    sample: (event) => emit({ type: "sample", nodeIds, key, ...event }),
    issue(issue) {
      const placed =
        issue.at.node === undefined && nodeIds[0] !== undefined
          ? { ...issue, at: { ...issue.at, node: nodeIds[0] } }
          : issue;
      issues.push(placed);
      emit({ type: "log", nodeIds, level: "warning", issue: placed });
    },
  };
}
