import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accuracy,
  balancedAccuracy,
  classScores,
  cohenKappa,
  confusionMatrix,
  macroF1,
  matthewsCorrelation,
  weightedF1,
} from "./confusion.ts";
import { averagePrecision, oneVersusRest, rocAuc } from "./curves.ts";
import recorded from "./fixtures/scikit-learn.json" with { type: "json" };
import { binaryBrierScore, binaryLogLoss, brierScore, logLoss, topKAccuracy } from "./probabilities.ts";

const answers = fc
  .array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 })
  .map((pairs) => ({ truth: pairs.map(([truth]) => truth), given: pairs.map(([, given]) => given) }));

describe("the confusion matrix", () => {
  const matrix = confusionMatrix([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 0], 3);

  test("counts true classes in rows and given ones in columns", () => {
    expect(matrix).toEqual([
      [2, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
    ]);
  });

  test("gives the numbers of a small case worked by hand", () => {
    expect(accuracy(matrix)).toBeCloseTo(0.666667, 6);
    expect(balancedAccuracy(matrix)).toBeCloseTo(0.555556, 6);
    expect(macroF1(matrix)).toBeCloseTo(0.488889, 6);
    expect(weightedF1(matrix)).toBeCloseTo(0.6, 12);
    expect(cohenKappa(matrix)).toBeCloseTo(0.428571, 6);
    expect(matthewsCorrelation(matrix)).toBeCloseTo(0.452267, 6);
  });

  test("says NaN where a class has no rows or was never given", () => {
    const scores = classScores(confusionMatrix([0, 0], [0, 1], 3));
    expect(scores[1]?.recall).toBeNaN();
    expect(scores[2]?.precision).toBeNaN();
    expect(scores[2]?.f1).toBeNaN();
  });

  test("leaves classes that never occur out of the means", () => {
    const narrow = confusionMatrix([0, 1, 1], [0, 1, 0], 2);
    const wide = confusionMatrix([0, 1, 1], [0, 1, 0], 5);
    expect(macroF1(wide)).toBe(macroF1(narrow));
    expect(balancedAccuracy(wide)).toBe(balancedAccuracy(narrow));
  });

  test("refuses a class it was not told of", () => {
    expect(() => confusionMatrix([0, 3], [0, 0], 3)).toThrow(/row 1/);
  });

  test("numbers stay in their bounds and do not depend on the order of rows or names of classes", () => {
    fc.assert(
      fc.property(answers, fc.constantFrom([1, 0, 3, 2], [3, 2, 1, 0]), ({ truth, given }, names) => {
        const original = confusionMatrix(truth, given, 4);
        const renamed = (labels: number[]) => labels.map((label) => names[label] ?? 0).reverse();
        const changed = confusionMatrix(renamed(truth), renamed(given), 4);
        for (const metric of [accuracy, balancedAccuracy, macroF1, weightedF1]) {
          expect(metric(original)).toBeGreaterThanOrEqual(0);
          expect(metric(original)).toBeLessThanOrEqual(1);
          expect(metric(changed)).toBeCloseTo(metric(original), 12);
        }
        expect(Math.abs(matthewsCorrelation(original))).toBeLessThanOrEqual(1 + 1e-12);
        expect(matthewsCorrelation(changed)).toBeCloseTo(matthewsCorrelation(original), 12);
      }),
    );
  });

  test("perfect answers are perfect", () => {
    fc.assert(
      fc.property(answers, ({ truth }) => {
        const matrix = confusionMatrix(truth, truth, 4);
        expect(accuracy(matrix)).toBe(1);
        expect(macroF1(matrix)).toBe(1);
        expect(weightedF1(matrix)).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe("probabilities", () => {
  const p = [0.9, 0.8, 0.7, 0.4, 0.3];
  const y = [1, 0, 1, 1, 0];

  test("two classes: the numbers of a small case", () => {
    expect(rocAuc(p, y)).toBeCloseTo(0.666667, 6);
    expect(averagePrecision(p, y)).toBeCloseTo(0.805556, 6);
    expect(binaryBrierScore(p, y)).toBeCloseTo(0.238, 12);
    expect(binaryLogLoss(p, y)).toBeCloseTo(0.668888, 6);
  });

  test("two columns say the same as one", () => {
    const both = { probabilities: p.flatMap((value) => [1 - value, value]), classes: 2 };
    expect(logLoss(both, y)).toBeCloseTo(binaryLogLoss(p, y), 12);
    expect(brierScore(both, y)).toBeCloseTo(2 * binaryBrierScore(p, y), 12);
  });

  test("equal scores are worth half in the ROC area and nothing in top-k", () => {
    expect(rocAuc([0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0])).toBe(0.5);
    expect(topKAccuracy({ probabilities: [0.25, 0.25, 0.25, 0.25], classes: 4 }, [0], 3)).toBe(0);
    expect(topKAccuracy({ probabilities: [0.25, 0.25, 0.25, 0.25], classes: 4 }, [0], 4)).toBe(1);
  });

  test("an area without both kinds of rows is NaN", () => {
    expect(rocAuc([0.1, 0.2], [1, 1])).toBeNaN();
    expect(averagePrecision([0.1, 0.2], [0, 0])).toBeNaN();
  });

  test("one certain mistake costs a lot, not infinity", () => {
    expect(binaryLogLoss([0], [1])).toBeCloseTo(34.5388, 3);
  });

  test("the ROC area is the chance that a positive row scores higher", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat(1)), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, (pairs) => {
        const scores = pairs.map(([score]) => score);
        const truth = pairs.map(([, label]) => label);
        let wins = 0;
        let all = 0;
        for (const [a, labelA] of pairs) {
          for (const [b, labelB] of pairs) {
            if (labelA !== 1 || labelB !== 0) continue;
            all++;
            wins += a > b ? 1 : a === b ? 0.5 : 0;
          }
        }
        if (all === 0) expect(rocAuc(scores, truth)).toBeNaN();
        else expect(rocAuc(scores, truth)).toBeCloseTo(wins / all, 12);
      }),
    );
  });
});

describe("against scikit-learn on 60 drawn rows of 4 classes", () => {
  const { truth, given, scores, expected } = recorded;
  const matrix = confusionMatrix(truth, given, 4);
  const flat = { probabilities: scores.flat(), classes: 4 };
  const measured: { readonly [name: string]: number } = {
    accuracy: accuracy(matrix),
    balancedAccuracy: balancedAccuracy(matrix),
    macroF1: macroF1(matrix),
    weightedF1: weightedF1(matrix),
    kappa: cohenKappa(matrix),
    mcc: matthewsCorrelation(matrix),
    logLoss: logLoss(flat, truth),
    top2: topKAccuracy(flat, truth, 2),
    rocAucMacro: oneVersusRest({ scores: flat.probabilities, classes: 4 }, truth, rocAuc),
    averagePrecisionMacro: oneVersusRest({ scores: flat.probabilities, classes: 4 }, truth, averagePrecision),
  };
  test.each(Object.entries(expected))("%s", (name, value) => {
    expect(measured[name]).toBeCloseTo(value, 10);
  });
});
