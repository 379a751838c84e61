import { describe, expect, it } from "vitest";
import { metricLines } from "./metrics.ts";

const number = { low: 0.8, high: 0.95, rows: 120, split: "test" } as const;

describe("metricLines", () => {
  it("calls every metric by its name in the person's language", () => {
    const metrics = { accuracy: { ...number, value: 0.9, chance: 0.2 }, macroF1: { ...number, value: 0.88 } };
    expect(metricLines(metrics, "en")).toEqual([
      "Right answers (accuracy)            0.9  (0.8 to 0.95, rows 120, guessing 0.2)",
      "Average over categories (macro F1)  0.88  (0.8 to 0.95, rows 120)",
    ]);
    const russian = metricLines(metrics, "ru");
    expect(russian[0]).toMatch(/^Верные ответы \(точность\) +0,9 /);
    expect(russian.join()).not.toMatch(/accuracy|macroF1/);
  });
});
