import { describe, expect, it } from "vitest";
import { scatterScale } from "./scatter-scale.ts";

describe("scatterScale", () => {
  it("has round ticks around the values", () => {
    const scale = scatterScale([12, 47, 33]);
    expect(scale.ticks).toEqual([10, 20, 30, 40, 50]);
    expect(scale.place(30)).toBeCloseTo(0.5);
  });
  it("is logarithmic where prices span decades", () => {
    const scale = scatterScale([40_000, 4_000_000]);
    expect(scale.ticks).toEqual([100_000, 300_000, 1_000_000, 3_000_000]);
    expect(scale.place(400_000)).toBeCloseTo(0.5, 1);
  });
  it("survives equal values and none", () => {
    expect(scatterScale([5, 5]).place(5)).toBeCloseTo(0.5);
    expect(scatterScale([]).ticks.length).toBeGreaterThan(1);
  });
});
