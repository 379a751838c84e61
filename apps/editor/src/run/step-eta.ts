/** When the step at work will end: what the runner says, else what its pace so far says. */
import type { StepState } from "@fuseline/schema";

/** Shares of the work below this say too little. */
const ENOUGH = 0.05;

/** Seconds; null while nothing can be said. `now`: milliseconds since 1970. */
export function stepEta({ progress, startedAt }: StepState, now: number): number | null {
  if (progress === undefined) return null;
  if (progress.etaSeconds !== undefined) return progress.etaSeconds;
  const share = progress.total === 0 ? 0 : progress.done / progress.total;
  if (startedAt === undefined || share < ENOUGH) return null;
  return ((now - startedAt) / 1000 / share) * (1 - share);
}
