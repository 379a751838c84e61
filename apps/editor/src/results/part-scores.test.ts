import { describe, expect, it } from "vitest";
import { adviceOf, partScores } from "./part-scores.ts";
import type { PartsReport } from "./reports.ts";

const report: PartsReport = {
  kind: "parts",
  metric: "accuracy",
  parts: ["photo", "name"],
  subsets: { none: 0.1, photo: 0.84, name: 0.79, "photo+name": 0.914 },
  shuffled: { photo: 0.5, name: 0.81 },
  subsetIntervals: { photo: { low: 0.78, high: 0.89 } },
  dropIntervals: {},
  rows: 186,
};

describe("partScores", () => {
  it("begins with all parts, then each alone, then each shuffled", () => {
    expect(partScores(report).map(({ part, way, score }) => [part, way, score])).toEqual([
      [null, "all", 0.914],
      ["photo", "only", 0.84],
      ["name", "only", 0.79],
      ["photo", "shuffled", 0.5],
      ["name", "shuffled", 0.81],
    ]);
  });
});

describe("intervals", () => {
  it("stand with the scores they belong to", () => {
    const found = partScores(report).find(({ part, way }) => part === "photo" && way === "only");
    expect([found?.low, found?.high]).toEqual([0.78, 0.89]);
  });
});

describe("adviceOf", () => {
  it("names the part that adds least", () => {
    const advice = adviceOf(report);
    expect(advice?.part).toBe("name");
    expect(advice?.gain).toBeCloseTo(0.074);
    expect(advice?.perhapsChance).toBe(false);
  });
  it("says that a gain may be chance where its interval reaches zero", () => {
    const unsure = { ...report, dropIntervals: { name: { low: -0.02, high: 0.17 } } };
    expect(adviceOf(unsure)?.perhapsChance).toBe(true);
  });
  it("says nothing about a single part", () => {
    expect(adviceOf({ ...report, parts: ["photo"], subsets: { photo: 0.8 } })).toBeNull();
  });
});
