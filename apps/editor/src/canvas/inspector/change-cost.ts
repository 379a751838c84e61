/** What a change of one block would cost: the steps behind it run again, the others stay ready. */
import type { Resolved } from "@fuseline/schema";
import type { ForecastStep } from "../store/run-slice.ts";

export interface ChangeCost {
  /** Blocks whose results stay, in the order of the data. */
  readonly ready: readonly string[];
  /** Blocks that would run again. */
  readonly again: readonly string[];
  /** What those took the last time; null where one was never timed. */
  readonly seconds: number | null;
}

export function changeCost(node: string, resolved: Resolved, steps: readonly ForecastStep[]): ChangeCost {
  const behind = behindOf(node, resolved);
  const isHit = ({ nodes }: ForecastStep): boolean => nodes.some((id) => behind.has(id));
  const again = steps.filter(isHit);
  // A result that is not there yet cannot stay.
  const ready = steps.filter((step) => !isHit(step) && step.reason === null);
  const hit = new Set(again.flatMap(({ nodes }) => nodes));
  const known = again.every(({ seconds }) => seconds !== null);
  return {
    ready: [...new Set(ready.flatMap(({ nodes }) => nodes))].filter((id) => !hit.has(id)),
    again: [...hit],
    seconds: known ? again.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0) : null,
  };
}

/** The block and everything that its data reaches. */
function behindOf(node: string, { order, nodes }: Resolved): ReadonlySet<string> {
  const behind = new Set([node]);
  for (const id of order) {
    const arrivals = Object.values(nodes[id]?.arrivals ?? {}).flat();
    if (arrivals.some(({ from }) => behind.has(from.node))) behind.add(id);
  }
  return behind;
}
