/** How often the class is right, and which classes are mistaken for which. */
import { measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { classReport, classWarnings } from "../class-report.ts";
import { classRows } from "../measured-answers.ts";
import { measuredMetrics } from "../measured-metrics.ts";
import { evaluateClasses } from "./definition.ts";

export const evaluateClassesStep = implementStep(evaluateClasses, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, { inputs, rows: params.rows });
  const rows = await classRows(measured);
  const metrics = await measuredMetrics(measured, context.seed);
  for (const warning of classWarnings(rows, context.node)) context.report.issue(warning);
  const report = await context.storage.putJson(classReport(rows, measured.rows));
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});
