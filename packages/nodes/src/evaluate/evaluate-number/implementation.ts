/** How far the numbers are off, in the units of the answer. */
import { measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { numberRows } from "../measured-answers.ts";
import { measuredMetrics } from "../measured-metrics.ts";
import { numberReport, numberWarnings } from "../number-metrics.ts";
import { evaluateNumber } from "./definition.ts";

export const evaluateNumberStep = implementStep(evaluateNumber, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, { inputs, rows: params.rows });
  const targets = await numberRows(measured);
  const metrics = await measuredMetrics(measured, context.seed);
  for (const target of targets) {
    for (const warning of numberWarnings(target, context.node)) context.report.issue(warning);
  }
  const [first = {}, ...others] = targets.map((target) => numberReport(target, measured.rows));
  const report = await context.storage.putJson({
    kind: "number",
    rows: measured.rows.length,
    ...first,
    others,
  });
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});
