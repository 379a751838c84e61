/** A simple rule from one column to the answer. */
import type { Cell } from "@fuseline/schema";

export interface Example {
  readonly cell: Cell;
  readonly answer: string;
}

export interface Rule {
  /** Null where the rule does not know. */
  answer(cell: Cell): string | null;
  /** The rule in a few signs, for the warning: its clearest case. */
  readonly example: string;
}

/** The answer that most examples have, and how many have it; ties go to the first by name. */
export function commonest(counts: ReadonlyMap<string, number>): { answer: string; count: number } | null {
  let best: { answer: string; count: number } | null = null;
  for (const [answer, count] of counts) {
    if (best === null || count > best.count || (count === best.count && answer < best.answer))
      best = { answer, count };
  }
  return best;
}
