/** The bars of what each part brings, out of the report. */
import type { PartsReport } from "./reports.ts";

export interface PartScore {
  /** Null: all parts. */
  readonly part: string | null;
  readonly way: "all" | "only" | "shuffled";
  readonly score: number;
}

const allOf = ({ parts, subsets }: PartsReport): number => subsets[parts.join("+")] ?? 0;

export function partScores(report: PartsReport): readonly PartScore[] {
  const { parts, subsets, shuffled } = report;
  return [
    { part: null, way: "all", score: allOf(report) },
    ...(parts.length > 1
      ? parts.map((part): PartScore => ({ part, way: "only", score: subsets[part] ?? 0 }))
      : []),
    ...parts.map((part): PartScore => ({ part, way: "shuffled", score: shuffled[part] ?? 0 })),
  ];
}

/** The part that adds least to the others, and by how much; null where there is only one. */
export function adviceOf(report: PartsReport): { readonly part: string; readonly gain: number } | null {
  const { parts, subsets } = report;
  if (parts.length < 2) return null;
  const gains = parts.map((part) => {
    const others = parts.filter((other) => other !== part).join("+");
    return { part, gain: allOf(report) - (subsets[others] ?? 0) };
  });
  return gains.reduce((least, each) => (each.gain < least.gain ? each : least));
}
