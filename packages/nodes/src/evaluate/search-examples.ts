/** A few queries with what was found for them: what a person looks at before believing a number. */
import { firstRightRanks } from "@fuseline/metrics";
import type { PairSide } from "@fuseline/runtime";
import type { Cell, Json } from "@fuseline/schema";
import type { Measured } from "../define/measured.ts";
import type { SearchWay } from "./pair-scores.ts";

const QUERIES = 10;
const ANSWERS = 5;

/** Queries spread evenly over all ranks, the best first, so that failures are shown in their true share. */
export function searchExamples({ matrix, from, to }: SearchWay, { table, rows }: Measured): Json {
  const cells = (place: number, side: PairSide): { [column: string]: Cell } => {
    const columns = table.columns.filter(({ name }) => side.inputs.includes(name));
    return Object.fromEntries(columns.map(({ name, values }) => [name, values[rows[place] ?? 0] ?? null]));
  };
  const ranks = firstRightRanks(matrix);
  const byRank = [...ranks.keys()].sort((x, y) => (ranks[x] ?? 0) - (ranks[y] ?? 0) || x - y);
  const count = Math.min(QUERIES, byRank.length);
  const chosen = Array.from(
    { length: count },
    (_, i) => byRank[Math.floor((i * byRank.length) / count)] ?? 0,
  );
  const width = matrix.columnKeys.length;
  return chosen.map((query) => {
    const score = (place: number): number => matrix.scores[query * width + place] ?? 0;
    const best = Array.from({ length: width }, (_, place) => place)
      .sort((x, y) => score(y) - score(x) || x - y)
      .slice(0, ANSWERS);
    return {
      row: rows[query] ?? 0,
      rank: ranks[query] ?? 0,
      query: cells(query, from) as Json,
      answers: best.map((place) => ({
        row: rows[place] ?? 0,
        score: score(place),
        right: matrix.columnKeys[place] === matrix.rowKeys[query],
        found: cells(place, to) as Json,
      })),
    };
  });
}
