/** Which events may stand in a run's log only once. */
import type { RunEventBody } from "@fuseline/schema";

/**
 * Key under which a second event is the same event again, or null. A run that was taken up again after a crash repeats
 * the points since its last checkpoint; they are equal, and the first ones stay.
 */
export function dedupeKey(event: RunEventBody): string | null {
  switch (event.type) {
    case "metric":
      return `metric ${event.key} ${event.series} ${event.step}`;
    case "run-started":
      return `run-started ${event.attempt}`;
    case "run-queued":
    case "run-finished":
      return event.type;
    case "run-paused":
    case "run-resumed":
    case "step-started":
    case "step-reused":
    case "step-failed":
    case "step-finished":
    case "progress":
    case "sample":
    case "log":
      return null;
  }
}
