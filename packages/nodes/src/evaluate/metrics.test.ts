import { averagePrecision, oneVersusRest, rocAuc } from "@fuseline/metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classAreas } from "./class-areas.ts";
import { type ClassRows, classMetrics } from "./class-metrics.ts";
import { classReport, classWarnings } from "./class-report.ts";
import type { Metrics } from "./metric-number.ts";
import { numberMetrics, numberReport, numberWarnings } from "./number-metrics.ts";
import { retrievalMetrics } from "./retrieval-metrics.ts";

const part = (rows: number, groups?: readonly string[]) => ({
  rows,
  split: "test" as const,
  seed: 1,
  ...(groups === undefined ? {} : { groups }),
});
const rounded = (metrics: Metrics, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, Number(metrics[name]?.value.toFixed(6))]));

/** Rows that give these classes with certainty 0.8. */
function rowsOf(truth: readonly number[], given: readonly number[], classes = 3): ClassRows {
  const probabilities = Float64Array.from({ length: truth.length * classes }, (_, place) =>
    given[Math.floor(place / classes)] === place % classes ? 0.8 : 0.2 / (classes - 1),
  );
  const labels = ["a", "b", "c"].slice(0, classes);
  return { labels, counts: [6, 3, 1].slice(0, classes), probabilities, truth };
}

describe("classes", () => {
  // NODES.md, section 6.3.
  const rows = rowsOf([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 0]);

  it("have the numbers of the catalogue, beside what guessing gives", () => {
    const metrics = classMetrics(rows, part(6));
    expect(
      rounded(metrics, ["accuracy", "balancedAccuracy", "macroF1", "weightedF1", "kappa", "mcc"]),
    ).toEqual({
      accuracy: 0.666667,
      balancedAccuracy: 0.555556,
      macroF1: 0.488889,
      weightedF1: 0.6,
      kappa: 0.428571,
      mcc: 0.452267,
    });
    expect(metrics.accuracy?.chance).toBe(0.5);
    expect(metrics.kappa?.chance).toBe(0);
    expect(metrics.rocAuc?.chance).toBe(0.5);
    // −(0.5 ln 0.6 + ⅓ ln 0.3 + ⅙ ln 0.1): always the shares of the training rows.
    expect(metrics.logLoss?.chance).toBeCloseTo(1.040503, 5);
    for (const { value, low, high } of Object.values(metrics)) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it("leaves out what cannot be measured, and says for which classes", () => {
    const one = rowsOf([0, 0, 0, 0], [0, 0, 0, 0]);
    expect(Object.keys(classMetrics(one, part(4)))).not.toContain("kappa");
    expect(classWarnings(one, "check")).toMatchObject([
      { code: "metric-undefined", at: { node: "check" }, facts: { label: "b, c" } },
    ]);
    expect(classWarnings(rows, "check")).toEqual([]);
  });

  it("warns when hardly anything but one answer is given", () => {
    const truth = Array.from({ length: 40 }, (_, row) => row % 2);
    const collapsed = rowsOf(
      truth,
      truth.map(() => 1),
      2,
    );
    expect(classWarnings(collapsed, "check")).toMatchObject([
      { code: "prediction-collapsed", facts: { answer: "b", share: 1 } },
    ]);
    // Most rows are of one class: then one answer is right.
    const skewed = truth.map(() => 1);
    expect(classWarnings(rowsOf(skewed, skewed, 2), "check").map(({ code }) => code)).toEqual([
      "metric-undefined",
    ]);
  });

  it("draws whole groups when rows belong together", () => {
    const truth = Array.from({ length: 60 }, (_, row) => row % 3);
    const given = truth.map((label, row) => (row < 30 ? label : (label + 1) % 3));
    const alone = classMetrics(rowsOf(truth, given), part(60)).accuracy;
    const groups = truth.map((_, row) => (row < 30 ? "first" : "second"));
    const grouped = classMetrics(rowsOf(truth, given), part(60, groups)).accuracy;
    expect(alone?.value).toBe(grouped?.value);
    expect([grouped?.low, grouped?.high]).toEqual([0, 1]);
    expect((alone?.high ?? 1) - (alone?.low ?? 0)).toBeLessThan(0.3);
  });

  it("can be looked at in a small report", () => {
    const report = classReport(rows, [10, 11, 12, 13, 14, 15]) as unknown as {
      curves: { label: string; points: number[][] }[];
      classes: { recall: number | null }[];
      answers: unknown[];
    };
    expect(report.curves.map(({ label }) => label)).toEqual(["a", "b", "c"]);
    expect(report.curves[0]?.points.at(-1)).toEqual([expect.any(Number), 3, 3]);
    expect(report.classes.map(({ recall }) => recall)).toEqual([2 / 3, 1, 0]);
    expect(report.answers[2]).toEqual({ row: 12, given: 1, truth: 0, confidence: expect.closeTo(0.8) });
  });
});

describe("areas", () => {
  it("are those of the resampled rows themselves, ties included", () => {
    const classes = 3;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4), fc.nat(2)), { minLength: 3, maxLength: 12 }),
        fc.array(fc.nat(100), { minLength: 3, maxLength: 20 }),
        (scored, picks) => {
          const probabilities = Float64Array.from(scored.flatMap((row) => row.slice(0, classes)));
          const truth = scored.map((row) => row[3]);
          const drawn = picks.map((pick) => pick % scored.length);
          const taken = {
            scores: drawn.flatMap((row) => [...probabilities.subarray(row * classes, (row + 1) * classes)]),
            classes,
          };
          const labels = drawn.map((row) => truth[row] ?? 0);
          // With one class there is nothing to tell apart.
          fc.pre(new Set(labels).size > 1);
          const areas = classAreas({ probabilities, classes, truth })(drawn);
          expect(areas.rocAuc).toBeCloseTo(oneVersusRest(taken, labels, rocAuc), 9);
          expect(areas.averagePrecision).toBeCloseTo(oneVersusRest(taken, labels, averagePrecision), 9);
        },
      ),
    );
  });
});

describe("numbers", () => {
  const rows = { name: "price", truth: [100, 200, 300], given: [110, 190, 330], guess: 200 };

  it("have the numbers of the catalogue, beside the median", () => {
    const metrics = numberMetrics(rows, part(3));
    expect(rounded(metrics, ["mae", "rmse", "r2", "mape", "medianError"])).toEqual({
      mae: 16.666667,
      rmse: 19.148542,
      r2: 0.945,
      mape: 0.083333,
      medianError: 0.1,
    });
    expect(metrics.r2?.chance).toBe(0);
    expect(metrics.mae?.chance).toBeCloseTo(200 / 3, 6);
  });

  it("show errors by range", () => {
    const truth = Array.from({ length: 50 }, (_, row) => row + 1);
    const given = truth.map((value) => (value > 40 ? value - 10 : value));
    const report = numberReport({ name: "price", truth, given, guess: 25 }, [...truth.keys()]) as unknown as {
      residuals: { rows: number; meanError: number }[];
    };
    expect(report.residuals.map(({ rows: count }) => count)).toEqual([10, 10, 10, 10, 10]);
    expect(report.residuals.map(({ meanError }) => Math.round(meanError))).toEqual([0, 0, 0, 0, -10]);
  });

  it("warn when every answer is the same", () => {
    const truth = Array.from({ length: 50 }, (_, row) => row * 1000);
    const flat = { name: "price", truth, given: truth.map((_, row) => 25_000 + (row % 5)), guess: 25_000 };
    expect(numberWarnings(flat, "check")).toMatchObject([
      { code: "prediction-collapsed", facts: { answer: "25000", share: 1 } },
    ]);
    expect(numberWarnings({ ...flat, given: truth }, "check")).toEqual([]);
  });
});

describe("search", () => {
  /** Right candidates stand at ranks 1, 3, 2 and 12 of 12. */
  const scores = Float64Array.from({ length: 48 }, (_, place) => {
    const [query, candidate] = [Math.floor(place / 12), place % 12];
    const better = [0, 2, 1, 11][query] ?? 0;
    if (candidate === query) return 0.5;
    const others = Array.from({ length: 12 }, (_, other) => other).filter((other) => other !== query);
    return others.indexOf(candidate) < better ? 0.9 : 0.1;
  });
  const keys = Array.from({ length: 12 }, (_, key) => key);
  const matrix = { scores, rowKeys: keys.slice(0, 4), columnKeys: keys };

  it("has the numbers of the catalogue, the pool and what a blind search gives", () => {
    const metrics = retrievalMetrics(matrix, "imageToText", part(4));
    const of = (name: string) => `${name}.imageToText`;
    expect(rounded(metrics, ["recall@1", "recall@5", "recall@10", "mrr", "medianRank"].map(of))).toEqual({
      [of("recall@1")]: 0.25,
      [of("recall@5")]: 0.75,
      [of("recall@10")]: 0.75,
      [of("mrr")]: 0.479167,
      [of("medianRank")]: 2.5,
    });
    expect(metrics[of("recall@5")]).toMatchObject({ pool: 12, chance: expect.closeTo(5 / 12) });
    expect(metrics[of("medianRank")]?.chance).toBe(6.5);
    expect(metrics[of("ndcg@10")]?.value).toBeCloseTo((1 + 1 / Math.log2(4) + 1 / Math.log2(3)) / 4, 6);
    expect(metrics[of("map")]?.value).toBeCloseTo(0.479167, 6);
  });
});
