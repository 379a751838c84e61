/** How long a run would take, from what its steps took before. */
import type { ForecastStep } from "../store/run-slice.ts";

export interface ForecastSum {
  readonly reused: number;
  readonly toRun: number;
  /** Null where a step to run has never been timed. */
  readonly seconds: number | null;
}

export function sumForecast(steps: readonly ForecastStep[]): ForecastSum {
  const open = steps.filter(({ reason }) => reason !== null);
  const known = open.every(({ seconds }) => seconds !== null);
  return {
    reused: steps.length - open.length,
    toRun: open.length,
    seconds: known ? open.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0) : null,
  };
}
