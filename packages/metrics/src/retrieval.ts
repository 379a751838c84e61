/**
 * Search quality from a matrix of scores. Every row of the matrix searches among its columns; a candidate is right
 * when its key equals the query's, so several candidates may be equally right. Ties rank the right one worst: a model
 * that gives every pair the same score must not look perfect.
 */
import { mean, median, type Numbers } from "./numbers.ts";

export interface ScoreMatrix {
  /** Row-major [rowKeys.length, columnKeys.length]; higher is closer. */
  readonly scores: Numbers;
  readonly rowKeys: Numbers;
  readonly columnKeys: Numbers;
}

export interface SearchQuality {
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly meanReciprocalRank: number;
  readonly medianRank: number;
  readonly meanAveragePrecision: number;
  readonly ndcgAt10: number;
  /** Queries that have a right candidate at all; the others are left out of every mean. */
  readonly queries: number;
  readonly pool: number;
}

/** Both directions of a matrix: rows search columns, and columns search rows. */
export function searchQualityBothWays(matrix: ScoreMatrix): { rows: SearchQuality; columns: SearchQuality } {
  return { rows: searchQuality(matrix), columns: searchQuality(transpose(matrix)) };
}

/** How well one query found what is right. */
export interface QueryQuality {
  /** Place of the query among the rows of the matrix. */
  readonly query: number;
  /** Rank of the first right candidate, from 1. */
  readonly rank: number;
  readonly averagePrecision: number;
  readonly ndcgAt10: number;
  /** How many candidates are right. */
  readonly right: number;
}

/** Of every row of the matrix that has a right candidate at all. */
export function queryQualities(matrix: ScoreMatrix): readonly QueryQuality[] {
  return rankedRelevance(matrix).flatMap(({ ranks, relevant }, query) =>
    relevant === 0
      ? []
      : {
          query,
          rank: ranks[0] ?? Number.POSITIVE_INFINITY,
          averagePrecision: averagePrecisionAtHits(ranks, relevant),
          ndcgAt10: binaryNdcg(ranks, relevant, 10),
          right: relevant,
        },
  );
}

export function searchQuality(matrix: ScoreMatrix): SearchQuality {
  const answers = queryQualities(matrix);
  const ranks = answers.map(({ rank }) => rank);
  return {
    recallAt1: recallAtK(ranks, 1),
    recallAt5: recallAtK(ranks, 5),
    recallAt10: recallAtK(ranks, 10),
    meanReciprocalRank: meanReciprocalRank(ranks),
    medianRank: median(ranks),
    meanAveragePrecision: mean(answers.map(({ averagePrecision }) => averagePrecision)),
    ndcgAt10: mean(answers.map(({ ndcgAt10 }) => ndcgAt10)),
    queries: answers.length,
    pool: matrix.columnKeys.length,
  };
}

/** Rank (from 1) of the best right candidate of every row; Infinity where none is right. */
export function firstRightRanks(matrix: ScoreMatrix): readonly number[] {
  return rankedRelevance(matrix).map(({ ranks }) => ranks[0] ?? Number.POSITIVE_INFINITY);
}

/** Share of queries whose first right answer is among the first k. */
export function recallAtK(ranks: Numbers, k: number): number {
  let found = 0;
  for (let i = 0; i < ranks.length; i++) if ((ranks[i] ?? Number.POSITIVE_INFINITY) <= k) found++;
  return found / ranks.length;
}

/** Mean of 1 / rank of the first right answer. */
export function meanReciprocalRank(ranks: Numbers): number {
  return mean(Array.from(ranks, (rank) => 1 / rank));
}

/** AP = (Σ over right answers of the precision at their rank) / all right answers; `hits` are ranks from 1, ascending. */
export function averagePrecisionAtHits(hits: Numbers, relevant: number): number {
  let sum = 0;
  for (let i = 0; i < hits.length; i++) sum += (i + 1) / (hits[i] ?? Number.POSITIVE_INFINITY);
  return sum / relevant;
}

/**
 * nDCG@k with gains 2^rel − 1 and discounts 1 / log₂(rank + 1) (Burges et al. 2005). `relevance` in ranked order,
 * of the whole pool, so that the ideal order is known. NaN when nothing is relevant.
 */
export function ndcg(relevance: Numbers, k: number): number {
  return discountedGain(relevance, k) / discountedGain(Float64Array.from(relevance).sort().reverse(), k);
}

/** Chance that one of `right` right candidates is among k drawn blindly from `pool`; k / pool when one is right. */
export function chanceRecall(k: number, pool: number, right = 1): number {
  let missed = 1;
  for (let i = 0; i < Math.min(k, pool); i++) missed *= Math.max(0, pool - right - i) / (pool - i);
  return 1 - missed;
}

interface Relevance {
  /** Ranks of the right candidates, ascending, ties counted against them. */
  readonly ranks: readonly number[];
  readonly relevant: number;
}

function rankedRelevance({ scores, rowKeys, columnKeys }: ScoreMatrix): readonly Relevance[] {
  const pool = columnKeys.length;
  if (scores.length !== rowKeys.length * pool)
    throw new RangeError(`${scores.length} scores for ${rowKeys.length} × ${pool}`);
  return Array.from(rowKeys, (key, row) => {
    const right: number[] = [];
    const wrong = new Float64Array(pool);
    let wrongs = 0;
    for (let column = 0; column < pool; column++) {
      const score = scores[row * pool + column] ?? Number.NaN;
      // A score that is not a number must not win.
      const safe = Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score;
      if (columnKeys[column] === key) right.push(safe);
      else wrong[wrongs++] = safe;
    }
    right.sort((a, b) => b - a);
    const better = wrong.subarray(0, wrongs).sort().reverse();
    let ahead = 0;
    const ranks = right.map((score, place) => {
      while (ahead < wrongs && (better[ahead] ?? 0) >= score) ahead++;
      return ahead + place + 1;
    });
    return { ranks, relevant: right.length };
  });
}

function transpose({ scores, rowKeys, columnKeys }: ScoreMatrix): ScoreMatrix {
  const rows = rowKeys.length;
  const columns = columnKeys.length;
  const turned = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = scores[i * columns + j] ?? Number.NaN;
  }
  return { scores: turned, rowKeys: columnKeys, columnKeys: rowKeys };
}

function discountedGain(relevance: Numbers, k: number): number {
  let sum = 0;
  for (let i = 0; i < Math.min(k, relevance.length); i++)
    sum += (2 ** (relevance[i] ?? 0) - 1) / Math.log2(i + 2);
  return sum;
}

function binaryNdcg(hits: readonly number[], relevant: number, k: number): number {
  let gain = 0;
  for (const rank of hits) if (rank <= k) gain += 1 / Math.log2(rank + 1);
  let ideal = 0;
  for (let rank = 1; rank <= Math.min(k, relevant); rank++) ideal += 1 / Math.log2(rank + 1);
  return gain / ideal;
}
