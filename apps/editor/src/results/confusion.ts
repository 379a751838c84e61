/** The part of a confusion matrix worth looking at: the categories with the most mistakes. */
import type { ClassesReport } from "./reports.ts";

export interface ConfusionRow {
  readonly label: string;
  readonly cells: readonly { readonly given: string; readonly count: number; readonly right: boolean }[];
  /** Share of this label's rows that were found; null without rows. */
  readonly found: number | null;
  /** Rows of this label. */
  readonly total: number;
}

/** Categories in their own order; at most `most`, those with mistakes first. */
export function worstConfusion({ labels, matrix }: ClassesReport, most: number): readonly ConfusionRow[] {
  const at = (truth: number, given: number): number => matrix[truth]?.[given] ?? 0;
  const everywhere = labels.map((_, place) => place);
  const mistakes = everywhere.map((place) =>
    everywhere.reduce((sum, other) => (other === place ? sum : sum + at(place, other) + at(other, place)), 0),
  );
  const shown =
    labels.length <= most
      ? everywhere
      : [...everywhere]
          .sort((a, b) => (mistakes[b] ?? 0) - (mistakes[a] ?? 0) || a - b)
          .slice(0, most)
          .filter((place) => (mistakes[place] ?? 0) > 0)
          .sort((a, b) => a - b);
  return shown.map((truth) => {
    const total = (matrix[truth] ?? []).reduce((sum, count) => sum + count, 0);
    return {
      label: labels[truth] ?? "",
      cells: shown.map((given) => ({
        given: labels[given] ?? "",
        count: at(truth, given),
        right: truth === given,
      })),
      found: total === 0 ? null : at(truth, truth) / total,
      total,
    };
  });
}
