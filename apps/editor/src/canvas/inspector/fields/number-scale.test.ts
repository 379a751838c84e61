/** A slider must reach every end and come back to where it was. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PLACES, placeOf, readNumber, valueAt } from "./number-scale.ts";

const range = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 100_000 }), fc.boolean())
  .map(([min, more, whole]) => ({ min, max: min + more, whole }));

describe("a slider", () => {
  it("reaches both ends and never leaves the range", () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 0, max: PLACES }), (each, place) => {
        expect(placeOf(each.min, each)).toBe(0);
        expect(placeOf(each.max, each)).toBe(PLACES);
        const value = valueAt(place, each);
        expect(value).toBeGreaterThanOrEqual(each.min);
        expect(value).toBeLessThanOrEqual(each.max);
      }),
    );
  });

  it("gives small values room where the range is wide", () => {
    const rates = { min: 1e-6, max: 1, whole: false };
    expect(placeOf(1e-3, rates)).toBe(PLACES / 2);
    expect(valueAt(PLACES / 2, rates)).toBeCloseTo(1e-3);
  });
});

describe("readNumber", () => {
  it("takes both decimal signs and keeps to the range", () => {
    const share = { min: 0, max: 1, whole: false };
    expect(readNumber("0,25", share)).toBe(0.25);
    expect(readNumber("7", share)).toBe(1);
    expect(readNumber("1 200", { min: 0, max: 5000, whole: true })).toBe(1200);
    expect(readNumber("many", share)).toBeNull();
    expect(readNumber("", share)).toBeNull();
  });
});
