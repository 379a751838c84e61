/** Every number about a search one way: rows of a matrix look among its columns. */
import {
  chanceRecall,
  mean,
  median,
  type Numbers,
  queryQualities,
  type ScoreMatrix,
} from "@fuseline/metrics";
import { bootstrapped, type MeasuredPart, type Metrics, shares, withChance } from "./metric-number.ts";

const CUTOFFS = [1, 5, 10] as const;

/** @param name direction, such as `imageToText`; it follows every metric's name after a dot */
export function retrievalMetrics(matrix: ScoreMatrix, name: string, part: MeasuredPart): Metrics {
  const pool = matrix.columnKeys.length;
  const queries = queryQualities(matrix);
  const found = Object.fromEntries(
    CUTOFFS.map((k) => [`recall@${k}`, queries.map(({ rank }) => (rank <= k ? 1 : 0))]),
  );
  const ranks = bootstrapped((rows) => {
    const of = (list: readonly number[]): number[] => Array.from(rows, (row) => list[row] ?? 0);
    return {
      mrr: mean(of(queries.map(({ rank }) => 1 / rank))),
      medianRank: median(of(queries.map(({ rank }) => rank))),
      map: mean(of(queries.map(({ averagePrecision }) => averagePrecision))),
      "ndcg@10": mean(of(queries.map(({ ndcgAt10 }) => ndcgAt10))),
    };
  }, part);
  const right = queries.map((query) => query.right);
  const chance = {
    ...Object.fromEntries(
      CUTOFFS.map((k) => [`recall@${k}`, mean(right.map((r) => chanceRecall(k, pool, r)))]),
    ),
    ...(Math.max(...right) === 1 ? blindRanks(pool) : {}),
  };
  const metrics = withChance({ ...shares(found, part), ...ranks }, chance);
  return Object.fromEntries(
    Object.entries(metrics).map(([metric, value]) => [`${metric}.${name}`, { ...value, pool }]),
  );
}

/** Where the one right candidate stands when the pool is in any order: every rank is as likely. */
function blindRanks(pool: number): { readonly [name: string]: number } {
  const ranks: Numbers = Array.from({ length: pool }, (_, place) => place + 1);
  const reciprocal = mean(Array.from(ranks, (rank) => 1 / rank));
  return {
    mrr: reciprocal,
    medianRank: median(ranks),
    map: reciprocal,
    "ndcg@10": mean(Array.from(ranks, (rank) => (rank <= 10 ? 1 / Math.log2(rank + 1) : 0))),
  };
}
