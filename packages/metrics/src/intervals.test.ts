import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bootstrap, everyResample, resampledRows, wilsonInterval } from "./intervals.ts";
import { mcnemarExact } from "./mcnemar.ts";
import { mean, type Numbers } from "./numbers.ts";

const meanOf = (values: readonly number[]) => (rows: Numbers) =>
  mean(Array.from(rows, (row) => values[row] ?? 0));

describe("Wilson's interval", () => {
  test("8 of 10 and 0 of 20", () => {
    expect(wilsonInterval(8, 10).low).toBeCloseTo(0.490162, 6);
    expect(wilsonInterval(8, 10).high).toBeCloseTo(0.943318, 6);
    expect(wilsonInterval(0, 20).low).toBe(0);
    expect(wilsonInterval(0, 20).high).toBeCloseTo(0.161125, 6);
  });

  test("without rows nothing is known", () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test("holds the share, stays in 0 … 1 and narrows with more rows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (rows, drawn) => {
        const right = drawn % (rows + 1);
        const { low, high } = wilsonInterval(right, rows);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(right / rows);
        expect(high).toBeGreaterThanOrEqual(right / rows);
        const wider = wilsonInterval(right * 4, rows * 4);
        expect(wider.high - wider.low).toBeLessThan(high - low);
      }),
    );
  });
});

describe("the bootstrap", () => {
  test("all 27 draws of [0, 1, 1]", () => {
    const result = bootstrap(everyResample(3), meanOf([0, 1, 1]));
    expect(result.draws).toBe(27);
    expect(result.mean).toBeCloseTo(0.666667, 6);
    expect(result.standardError).toBeCloseTo(0.272166, 6);
  });

  test("a thousand seeded draws come close to the formula, and are the same each time", () => {
    const values = Array.from({ length: 50 }, (_, i) => i);
    const statistic = meanOf(values);
    const result = bootstrap(resampledRows(50, { seed: 7 }), statistic);
    expect(result).toEqual(bootstrap(resampledRows(50, { seed: 7 }), statistic));
    expect(result).not.toEqual(bootstrap(resampledRows(50, { seed: 8 }), statistic));
    expect(result.draws).toBe(1000);
    const standardError = Math.sqrt((50 ** 2 - 1) / 12 / 50);
    expect(result.standardError / standardError).toBeGreaterThan(0.9);
    expect(result.standardError / standardError).toBeLessThan(1.1);
    expect(result.low).toBeLessThan(24.5);
    expect(result.high).toBeGreaterThan(24.5);
  });

  test("groups are drawn whole", () => {
    for (const rows of resampledRows(6, { seed: 1, draws: 50, groups: ["a", "a", "b", "b", "c", "c"] })) {
      const counts = new Map<number, number>();
      for (const row of Array.from(rows)) counts.set(row, (counts.get(row) ?? 0) + 1);
      for (const first of [0, 2, 4]) expect(counts.get(first)).toBe(counts.get(first + 1));
    }
  });

  test("draws on which the number is undefined are left out", () => {
    const result = bootstrap(resampledRows(2, { seed: 3, draws: 200 }), (rows) =>
      rows[0] === 0 ? Number.NaN : 1,
    );
    expect(result.draws).toBeLessThan(200);
    expect(result.mean).toBe(1);
  });
});

describe("McNemar's exact test", () => {
  test("flips 8 against 2", () => {
    expect(mcnemarExact(8, 2)).toBeCloseTo(0.109375, 12);
  });
  test("no difference is no evidence; sides may be swapped; thousands of flips do not overflow", () => {
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(5, 5)).toBe(1);
    expect(mcnemarExact(2, 8)).toBe(mcnemarExact(8, 2));
    expect(mcnemarExact(3000, 3000)).toBeCloseTo(1, 8);
    expect(mcnemarExact(2900, 3100)).toBeCloseTo(0.0101913, 5);
  });
});
