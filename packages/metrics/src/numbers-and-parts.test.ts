import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedCalibrationError, fitTemperature, reliabilityBins, softmaxRows } from "./calibration.ts";
import { quantile } from "./numbers.ts";
import { ablationDrops, shapleyValues } from "./parts.ts";
import { logLoss } from "./probabilities.ts";
import {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianPercentageError,
  rootMeanSquaredError,
  rSquared,
} from "./regression.ts";

describe("predicted numbers", () => {
  const truth = [100, 200, 300];
  const predicted = [110, 190, 330];

  test("the numbers of a small case", () => {
    expect(meanAbsoluteError(truth, predicted)).toBeCloseTo(16.666667, 6);
    expect(rootMeanSquaredError(truth, predicted)).toBeCloseTo(19.148542, 6);
    expect(rSquared(truth, predicted)).toBeCloseTo(0.945, 12);
    expect(meanAbsolutePercentageError(truth, predicted)).toBeCloseTo(0.083333, 6);
    expect(medianPercentageError(truth, predicted)).toBeCloseTo(0.1, 12);
  });

  test("the mean of the rows is worth 0, a constant truth has no R²", () => {
    expect(rSquared(truth, [200, 200, 200])).toBe(0);
    expect(rSquared([5, 5], [5, 4])).toBeNaN();
  });

  test("true zeros are left out of shares", () => {
    expect(meanAbsolutePercentageError([0, 100], [50, 90])).toBeCloseTo(0.1, 12);
    expect(medianPercentageError([0], [1])).toBeNaN();
  });

  test("RMSE is at least MAE; neither depends on the order of rows", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(pairs, (rows) => {
        const y = rows.map(([value]) => value);
        const guess = rows.map(([, value]) => value);
        const mae = meanAbsoluteError(y, guess);
        expect(rootMeanSquaredError(y, guess)).toBeGreaterThanOrEqual(mae - 1e-9);
        expect(meanAbsoluteError([...y].reverse(), [...guess].reverse())).toBeCloseTo(mae, 9);
      }),
    );
  });

  test("quantiles interpolate between rows", () => {
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(quantile([1], 0.9)).toBe(1);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe("calibration", () => {
  test("ECE of four rows in ten bins", () => {
    expect(expectedCalibrationError([0.95, 0.85, 0.65, 0.55], [1, 1, 0, 1])).toBeCloseTo(0.325, 12);
  });

  test("a confidence on an edge belongs to the bin below; 0 to the first", () => {
    const bins = reliabilityBins([0, 0.5, 1], [0, 1, 1]);
    expect(bins.flatMap((bin, index) => (bin.rows > 0 ? [index] : []))).toEqual([0, 4, 9]);
  });

  test("a margin of 2 that is right three times in four is cooled to T = 2 / ln 3", () => {
    const given = { logits: [2, 0, 2, 0, 2, 0, 2, 0], classes: 2 };
    const truth = [0, 0, 0, 1];
    const temperature = fitTemperature(given, truth);
    expect(temperature).toBeCloseTo(1.820478, 6);
    const loss = (t: number) => logLoss({ probabilities: softmaxRows(given, t), classes: 2 }, truth);
    expect(loss(1)).toBeCloseTo(0.626928, 6);
    expect(loss(temperature)).toBeCloseTo(0.562335, 6);
  });

  test("where every answer is right the temperature stops at its lower bound", () => {
    expect(fitTemperature({ logits: [2, 0], classes: 2 }, [0])).toBeCloseTo(0.05, 6);
  });

  test("a fitted temperature is never worse than 1 on the rows it was fitted on", () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }), fc.nat(1)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const given = { logits: drawn.flatMap((row) => row.slice(0, 2)), classes: 2 };
        const truth = drawn.map(([, , label]) => label);
        const loss = (t: number) => logLoss({ probabilities: softmaxRows(given, t), classes: 2 }, truth);
        expect(loss(fitTemperature(given, truth))).toBeLessThanOrEqual(loss(1) + 1e-9);
      }),
    );
  });
});

describe("what each part gives", () => {
  const measured: { readonly [parts: string]: number } = {
    "": 0.25,
    photo: 0.68,
    text: 0.8,
    "photo+text": 0.86,
  };
  const value = (parts: readonly string[]) => measured[parts.join("+")] ?? Number.NaN;

  test("photo and text", () => {
    const drops = ablationDrops(["photo", "text"], value);
    expect(drops.photo).toBeCloseTo(0.06, 12);
    expect(drops.text).toBeCloseTo(0.18, 12);
    const shares = shapleyValues(["photo", "text"], value);
    expect(shares.photo).toBeCloseTo(0.245, 12);
    expect(shares.text).toBeCloseTo(0.365, 12);
  });

  test("shares sum to what all parts give, and a part that changes nothing gets nothing", () => {
    const worths = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(worths, (worth) => {
        // "c" is ignored: the value depends on a and b alone.
        const of = (parts: readonly string[]) =>
          worth[(parts.includes("a") ? 1 : 0) + (parts.includes("b") ? 2 : 0)] ?? 0;
        const shares = shapleyValues(["a", "b", "c"], of);
        expect((shares.a ?? 0) + (shares.b ?? 0) + (shares.c ?? 0)).toBeCloseTo(of(["a", "b"]) - of([]), 9);
        expect(shares.c).toBeCloseTo(0, 12);
      }),
    );
  });

  test("refuses more parts than it can measure every subset of", () => {
    const many = Array.from({ length: 13 }, (_, i) => `${i}`);
    expect(() => shapleyValues(many, () => 0)).toThrow(/at most 12/);
  });
});
