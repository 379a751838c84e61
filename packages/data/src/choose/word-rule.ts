/** One word decides (or one value): each word votes for the answer it is seen with, the surest word of a text is believed. */
import type { Cell } from "@fuseline/schema";
import { textOf } from "../tables/table-columns.ts";
import { commonest, type Example, type Rule } from "./rule.ts";

/** @param wordsIn what a cell offers as evidence */
export function learnWordRule(
  examples: readonly Example[],
  wordsIn: (cell: Cell) => readonly string[],
): Rule {
  const seen = new Map<string, Map<string, number>>();
  for (const { cell, answer } of examples) {
    for (const word of new Set(wordsIn(cell))) {
      const counts = seen.get(word) ?? new Map<string, number>();
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
      seen.set(word, counts);
    }
  }
  const votes = new Map<string, { answer: string; sureness: number; count: number }>();
  for (const [word, counts] of seen) {
    const best = commonest(counts);
    if (best === null) continue;
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    // Laplace's rule of succession: a word seen once is no proof.
    votes.set(word, { answer: best.answer, sureness: (best.count + 1) / (total + 2), count: best.count });
  }
  const clearest = [...votes].sort((a, b) => b[1].sureness - a[1].sureness || (a[0] < b[0] ? -1 : 1))[0];
  return {
    example: clearest === undefined ? "" : `“${clearest[0].slice(0, 40)}” → ${clearest[1].answer}`,
    answer(cell) {
      let best: { answer: string; sureness: number } | null = null;
      for (const word of wordsIn(cell)) {
        const vote = votes.get(word);
        if (vote !== undefined && (best === null || vote.sureness > best.sureness)) best = vote;
      }
      return best?.answer ?? null;
    },
  };
}

/** Words, and pairs of neighbours: "golden delicious" says more than either. */
export function wordsOf(cell: Cell): string[] {
  const single: readonly string[] =
    textOf(cell)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = single.slice(1).map((word, i) => `${single[i]} ${word}`);
  return [...single, ...pairs];
}
