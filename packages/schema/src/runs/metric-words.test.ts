import { describe, expect, it } from "vitest";

import { issue, messageOf } from "../issues/table.ts";
import { metricInSentence, metricWords, percent, writtenMetric } from "./metric-words.ts";

describe("metricWords", () => {
  it("names both directions of a search", () => {
    expect(metricWords("recall@10.imageToText").label.en).toBe("Found in the first 10, photo → text");
    expect(metricWords("mrr.textToImage").label.ru).toBe("Насколько близко к началу, текст → фото");
  });
  it("names the target where several numbers are predicted", () => {
    expect(metricWords("mae.price").label.en).toBe("Usual error, price");
  });
  it("names a metric it does not know by itself", () => {
    expect(metricWords("novel").label.en).toBe("novel");
  });
});

describe("writtenMetric", () => {
  it.each([
    ["accuracy", 0.91398, "0.914", "0,914"],
    ["mae", 176_882.23, "176,900", "176\u00a0900"],
    ["mape", 0.1423, "14 %", "14 %"],
  ])("%s %d", (name, value, en, ru) => {
    expect(writtenMetric(name, value, "en")).toBe(en);
    expect(writtenMetric(name, value, "ru")).toBe(ru);
  });
  it("rounds shares to whole percents", () => {
    expect(percent(0.0651, "en")).toBe("7 %");
  });
});

describe("metricInSentence", () => {
  it("is the term of the field in the language of the sentence, else plain words", () => {
    expect(metricInSentence("balancedAccuracy", "ru")).toBe("сбалансированная точность");
    expect(metricInSentence("r2", "en")).toBe("R²");
  });

  it.each(["accuracy", "balancedAccuracy", "recall", "averagePrecision", "medianError"])(
    "%s is told by its translated name in the texts of issues",
    (metric) => {
      const facts = { part: "photo", metric, low: -0.01, high: 0.02 };
      const told = messageOf(issue("part-adds-nothing", {}, facts, "hint"), "ru").title;
      expect(told).toContain(metricInSentence(metric, "ru"));
      expect(told).not.toContain(metric);
      expect(told.replace("photo", "")).not.toMatch(/[a-z]{3}/i);
    },
  );
});
