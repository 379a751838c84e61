/** Curves that a node's steps have drawn in the run that is shown. */
import type { RunState, Series } from "@fuseline/schema";

type Curves = { readonly [series: string]: Series };
const NO_CURVES: Curves = {};

export function seriesOf(run: RunState | null, node: string | null): Curves {
  if (run === null || node === null) return NO_CURVES;
  for (const key of run.order) {
    const step = run.steps[key];
    if (step?.nodeIds.includes(node) === true && Object.keys(step.series).length > 0) return step.series;
  }
  return NO_CURVES;
}
