/** The bars of what each part brings, out of the report. */
import type { PartsReport } from "./reports.ts";

export interface PartScore {
  /** Null: all parts. */
  readonly part: string | null;
  readonly way: "all" | "only" | "shuffled";
  readonly score: number;
  readonly low?: number;
  readonly high?: number;
}

const allOf = ({ parts, subsets }: PartsReport): number => subsets[parts.join("+")] ?? 0;

export function partScores(report: PartsReport): readonly PartScore[] {
  const { parts, subsets, subsetIntervals, shuffled } = report;
  return [
    { part: null, way: "all", score: allOf(report), ...subsetIntervals[parts.join("+")] },
    ...(parts.length > 1
      ? parts.map(
          (part): PartScore => ({ part, way: "only", score: subsets[part] ?? 0, ...subsetIntervals[part] }),
        )
      : []),
    ...parts.map((part): PartScore => ({ part, way: "shuffled", score: shuffled[part] ?? 0 })),
  ];
}

export interface PartAdvice {
  readonly part: string;
  readonly gain: number;
  /** The rows are too few to tell the gain from chance. */
  readonly perhapsChance: boolean;
}

/** The part that adds least to the others, and by how much; null where there is only one. */
export function adviceOf(report: PartsReport): PartAdvice | null {
  const { parts, subsets, dropIntervals } = report;
  if (parts.length < 2) return null;
  const gains = parts.map((part) => {
    const others = parts.filter((other) => other !== part).join("+");
    const gain = allOf(report) - (subsets[others] ?? 0);
    return { part, gain, perhapsChance: (dropIntervals[part]?.low ?? gain) <= 0 };
  });
  return gains.reduce((least, each) => (each.gain < least.gain ? each : least));
}
