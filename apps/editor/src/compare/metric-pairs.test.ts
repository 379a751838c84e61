import { describe, expect, it } from "vitest";
import { metricPairs } from "./metric-pairs.ts";

const metric = (value: number, low: number, high: number) => ({
  value,
  low,
  high,
  rows: 100,
  split: "test" as const,
});

describe("metricPairs", () => {
  it("knows which way is better, and whether it may be chance", () => {
    const before = {
      accuracy: metric(0.8, 0.75, 0.85),
      mape: metric(0.2, 0.15, 0.25),
      gone: metric(1, 1, 1),
    };
    const after = {
      accuracy: metric(0.9, 0.86, 0.94),
      mape: metric(0.22, 0.17, 0.27),
      fresh: metric(1, 1, 1),
    };
    expect(
      metricPairs(before, after).map(({ name, isBetter, overlap }) => [name, isBetter, overlap]),
    ).toEqual([
      ["accuracy", true, false],
      ["mape", false, true],
    ]);
  });
  it("calls equal numbers neither", () => {
    expect(metricPairs({ r2: metric(1, 1, 1) }, { r2: metric(1, 1, 1) })[0]?.isBetter).toBeNull();
  });
});
