import { describe, expect, it } from "vitest";
import { curveCharts } from "./curves.ts";

const points = (...values: readonly number[]) => ({ steps: values.map((_, place) => place + 1), values });

describe("curveCharts", () => {
  it("draws learning and tuning of one measure in one chart, the loss first", () => {
    const charts = curveCharts({
      "validation.accuracy": points(0.5),
      loss: points(2, 1),
      "validation.loss": points(1.5),
    });
    expect(charts.map(({ measure, curves }) => [measure, curves.map(({ part }) => part)])).toEqual([
      ["loss", ["learning", "tuning"]],
      ["accuracy", ["tuning"]],
    ]);
    expect(charts.map(({ before }) => before)).toEqual([null, null]);
  });

  it("sets the curve of the run before beside it, of the rows kept apart where there are such", () => {
    const before = { loss: points(3), "validation.loss": points(2.5), "validation.recall@10": points(0.1) };
    const charts = curveCharts({ loss: points(2), "validation.accuracy": points(0.5) }, before);
    expect(charts.map(({ measure, before }) => [measure, before?.series ?? null])).toEqual([
      ["loss", "validation.loss"],
      ["accuracy", null],
    ]);
  });
});
