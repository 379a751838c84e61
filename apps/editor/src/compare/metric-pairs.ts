/** The numbers of two runs side by side. */
import { type MetricNumber, metricWords } from "@fuseline/schema";
import type { MetricTable } from "../runs/headline.ts";

export interface MetricPair {
  readonly name: string;
  readonly before: MetricNumber;
  readonly after: MetricNumber;
  /** Whether the newer number is the better one; null for equal ones. */
  readonly isBetter: boolean | null;
  readonly overlap: boolean;
}

/** Those that both runs have, in the newer one's order. */
export function metricPairs(before: MetricTable, after: MetricTable): readonly MetricPair[] {
  return Object.entries(after).flatMap(([name, now]) => {
    const was = before[name];
    if (was === undefined) return [];
    const difference = now.value - was.value;
    const isBetter = difference === 0 ? null : difference > 0 === metricWords(name).rises;
    return [{ name, before: was, after: now, isBetter, overlap: now.low <= was.high && was.low <= now.high }];
  });
}
