/** Ranks in bins that people read: first, to the fifth, to the tenth … */

export interface RankShare {
  readonly from: number;
  /** Null: everything beyond. */
  readonly to: number | null;
  readonly share: number;
}

const ENDS = [1, 5, 10, 25] as const;

export function rankShares(ranks: readonly number[]): readonly RankShare[] {
  const starts = [1, ...ENDS.map((end) => end + 1)];
  return starts.map((from, place) => {
    const to = ENDS[place] ?? null;
    const inside = ranks.filter((rank) => rank >= from && (to === null || rank <= to)).length;
    return { from, to, share: ranks.length === 0 ? 0 : inside / ranks.length };
  });
}
