/** How far the numbers are off, in the units of the answer. */
import { measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { numberRows, partOf } from "../measured-answers.ts";
import type { Metrics } from "../metric-number.ts";
import { numberMetrics, numberReport, numberWarnings } from "../number-metrics.ts";
import { evaluateNumber } from "./definition.ts";

export const evaluateNumberStep = implementStep(evaluateNumber, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, { inputs, rows: params.rows });
  const part = partOf(measured, context.seed);
  const targets = await numberRows(measured);
  const metrics: Metrics = Object.assign(
    {},
    ...targets.map((target) => named(numberMetrics(target, part), targets.length > 1 ? target.name : null)),
  );
  for (const target of targets) {
    for (const warning of numberWarnings(target, context.node)) context.report.issue(warning);
  }
  const report = await context.storage.putJson({
    kind: "number",
    rows: measured.rows.length,
    targets: targets.map((target) => numberReport(target, measured.rows)),
  });
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});

/** Where several numbers are predicted, each metric says of which. */
function named(metrics: Metrics, target: string | null): Metrics {
  if (target === null) return metrics;
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [`${name}.${target}`, metric]));
}
