import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { median } from "./numbers.ts";
import { seededRandom } from "./random.ts";
import {
  averagePrecisionAtHits,
  chanceRecall,
  firstRightRanks,
  meanReciprocalRank,
  ndcg,
  recallAtK,
  searchQuality,
  searchQualityBothWays,
} from "./retrieval.ts";

describe("numbers from ranks", () => {
  test("ranks 1, 3, 2, 12", () => {
    const ranks = [1, 3, 2, 12];
    expect(recallAtK(ranks, 1)).toBe(0.25);
    expect(recallAtK(ranks, 5)).toBe(0.75);
    expect(recallAtK(ranks, 10)).toBe(0.75);
    expect(meanReciprocalRank(ranks)).toBeCloseTo(0.479167, 6);
    expect(median(ranks)).toBe(2.5);
  });

  test("average precision of hits at 1 and 3, of two and of three right answers", () => {
    expect(averagePrecisionAtHits([1, 3], 2)).toBeCloseTo(0.833333, 6);
    expect(averagePrecisionAtHits([1, 3], 3)).toBeCloseTo(0.555556, 6);
  });

  test("nDCG@3 of gains 3, 0, 2", () => {
    expect(ndcg([3, 0, 2], 3)).toBeCloseTo(0.955831, 6);
  });

  test("chance is k in the pool, and more when several are right", () => {
    expect(chanceRecall(10, 190)).toBeCloseTo(10 / 190, 12);
    expect(chanceRecall(1, 10, 5)).toBeCloseTo(0.5, 12);
    expect(chanceRecall(20, 10)).toBe(1);
  });
});

describe("search in a score matrix", () => {
  const identity = [0, 1, 2];

  test("the diagonal is found first, both ways", () => {
    const matrix = { scores: [3, 1, 2, 0, 5, 1, 2, 2, 4], rowKeys: identity, columnKeys: identity };
    const { rows, columns } = searchQualityBothWays(matrix);
    for (const quality of [rows, columns]) {
      expect(quality).toEqual({
        recallAt1: 1,
        recallAt5: 1,
        recallAt10: 1,
        meanReciprocalRank: 1,
        medianRank: 1,
        meanAveragePrecision: 1,
        ndcgAt10: 1,
        queries: 3,
        pool: 3,
      });
    }
  });

  test("the two ways differ: rows search columns, columns search rows", () => {
    const { rows, columns } = searchQualityBothWays({
      scores: [1, 2, 0, 3],
      rowKeys: [0, 1],
      columnKeys: [0, 1],
    });
    expect(rows.recallAt1).toBe(0.5);
    expect(columns.recallAt1).toBe(1);
  });

  test("a score that is the same for all pairs is the worst there is", () => {
    const flat = { scores: new Array(9).fill(0.7), rowKeys: identity, columnKeys: identity };
    expect(firstRightRanks(flat)).toEqual([3, 3, 3]);
  });

  test("a score that is not a number never wins", () => {
    const matrix = { scores: [Number.NaN, 0, Number.NaN, -5], rowKeys: [0, 1], columnKeys: [0, 1] };
    expect(firstRightRanks(matrix)).toEqual([2, 1]);
  });

  test("equal keys are equally right: any of a picture's captions will do", () => {
    const scores = [0.1, 0.9, 0.5, 0.4];
    expect(firstRightRanks({ scores, rowKeys: [7], columnKeys: [7, 8, 7, 8] })).toEqual([2]);
    const quality = searchQuality({ scores, rowKeys: [7], columnKeys: [7, 8, 7, 8] });
    // Right answers at ranks 2 and 4.
    expect(quality.meanAveragePrecision).toBeCloseTo(0.5, 12);
    expect(quality.ndcgAt10).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3)), 12);
  });

  test("queries without a right candidate are counted out", () => {
    const quality = searchQuality({ scores: [1, 0, 1, 0], rowKeys: [0, 9], columnKeys: [0, 1] });
    expect(quality.queries).toBe(1);
    expect(quality.recallAt1).toBe(1);
  });

  const square = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer()).map(([n, seed]) => {
    const random = seededRandom(seed);
    const keys = Array.from({ length: n }, () => Math.floor(random() * n));
    return {
      scores: Array.from({ length: n * n }, () => Math.floor(random() * 6)),
      rowKeys: keys,
      columnKeys: keys,
    };
  });

  test("every number is within its bounds and R@k grows with k", () => {
    fc.assert(
      fc.property(square, (matrix) => {
        const quality = searchQuality(matrix);
        expect(quality.recallAt1).toBeLessThanOrEqual(quality.recallAt5);
        expect(quality.recallAt5).toBeLessThanOrEqual(quality.recallAt10);
        for (const value of [quality.meanReciprocalRank, quality.meanAveragePrecision, quality.ndcgAt10]) {
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(quality.medianRank).toBeGreaterThanOrEqual(1);
        expect(quality.medianRank).toBeLessThanOrEqual(matrix.columnKeys.length);
      }),
    );
  });

  test("the order of the candidates does not matter", () => {
    fc.assert(
      fc.property(square, (matrix) => {
        const n = matrix.columnKeys.length;
        const turned = {
          scores: matrix.scores.map((_, i) => matrix.scores[i - (i % n) + (n - 1 - (i % n))] ?? 0),
          rowKeys: matrix.rowKeys,
          columnKeys: [...matrix.columnKeys].reverse(),
        };
        expect(searchQuality(turned)).toEqual(searchQuality(matrix));
      }),
    );
  });

  test("a better score for a right candidate never hurts", () => {
    fc.assert(
      fc.property(square, fc.nat(63), (matrix, place) => {
        const n = matrix.columnKeys.length;
        const index = place % (n * n);
        const right = matrix.rowKeys[Math.floor(index / n)] === matrix.columnKeys[index % n];
        fc.pre(right);
        const better = {
          ...matrix,
          scores: matrix.scores.map((score, i) => (i === index ? score + 3 : score)),
        };
        expect(searchQuality(better).meanReciprocalRank).toBeGreaterThanOrEqual(
          searchQuality(matrix).meanReciprocalRank,
        );
      }),
    );
  });
});
