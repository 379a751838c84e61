/** The numbers that fit what a model answers. */
import type { Measured } from "../define/measured.ts";
import { classMetrics } from "./class-metrics.ts";
import { classRows, numberRows, partOf } from "./measured-answers.ts";
import type { Metrics } from "./metric-number.ts";
import { numberMetrics } from "./number-metrics.ts";
import { pairScores, searchWays } from "./pair-scores.ts";
import { retrievalMetrics } from "./retrieval-metrics.ts";

export async function measuredMetrics(measured: Measured, seed: number): Promise<Metrics> {
  const part = partOf(measured, seed);
  switch (measured.manifest.head.task) {
    case "classes":
      return classMetrics(await classRows(measured), part);
    case "value": {
      const targets = await numberRows(measured);
      return Object.assign(
        {},
        ...targets.map((target) =>
          named(numberMetrics(target, part), targets.length > 1 ? target.name : null),
        ),
      );
    }
    case "pairs": {
      const pairs = await pairScores(measured);
      if (pairs === null) return {};
      const both = partOf(pairs.measured, seed);
      return Object.assign(
        {},
        ...searchWays(pairs).map((way) => retrievalMetrics(way.matrix, way.name, both)),
      );
    }
  }
}

/** Where several numbers are predicted, each metric says of which. */
function named(metrics: Metrics, target: string | null): Metrics {
  if (target === null) return metrics;
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [`${name}.${target}`, metric]));
}
