/** Ranks of scores, and their fusion. */

/** Places by falling score, best first; ties by place, so that an answer is repeatable. */
export function ranking(scores: ArrayLike<number>, count: number): number[] {
  const places = Array.from(scores, (_, place) => place);
  return places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, count);
}

const FUSION_OFFSET = 60;

/** Reciprocal rank fusion Σ 1/(60 + rank), ranks from 1 (Cormack 2009). Lists hold places, best first. */
export function fuseRankings(lists: readonly (readonly number[])[], size: number): Float64Array {
  const fused = new Float64Array(size);
  for (const list of lists) {
    list.forEach((place, index) => {
      fused[place] = (fused[place] ?? 0) + 1 / (FUSION_OFFSET + index + 1);
    });
  }
  return fused;
}
