/** How far the numbers are off, in the units of the answer. */
import {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianPercentageError,
  type Numbers,
  rootMeanSquaredError,
  rSquared,
} from "@fuseline/metrics";
import { inUnits } from "@fuseline/runtime";
import { issue, UserError } from "@fuseline/schema";
import { measuredRows } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { bootstrapped } from "../metric-number.ts";
import { evaluateNumber } from "./definition.ts";

type Statistic = (truth: Numbers, predicted: Numbers) => number;

export const evaluateNumberStep = implementStep(evaluateNumber, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, inputs.model, params.rows);
  const { head } = measured.manifest;
  const { rows, split } = measured;
  if (head.task !== "value") throw new Error(`cannot measure numbers of ${head.task}`);
  if (rows.length === 0)
    throw new UserError(
      issue("split-empty", { node: context.node }, { part: params.rows, rows: measured.table.row.length }),
    );
  const outputs = await measured.forward();
  const standardised = outputs[head.output];
  const targets = measured.manifest.sources;
  const name = Object.keys(targets).find((source) => targets[source]?.recipe === "number-target") ?? "";
  const raw = measured.arrays[name]?.value;
  const width = head.names.length;
  const truth = rows.map((row) => inUnits(head, 0, Number(raw?.data[row * width] ?? 0)));
  const predicted = rows.map((_, place) => inUnits(head, 0, standardised?.data[place * width] ?? 0));
  const statistic = (of: Statistic, change: (value: number) => number = (value) => value) =>
    bootstrapped(
      (chosen) =>
        of(
          Array.from(chosen, (place) => change(truth[place] ?? 0)),
          Array.from(chosen, (place) => change(predicted[place] ?? 0)),
        ),
      { rows: rows.length, split, seed: context.seed },
    );
  const metrics = {
    r2: statistic(rSquared),
    ...(truth.every((value) => value > 0)
      ? { r2Log: statistic(rSquared, (value) => Math.log(Math.max(value, 1e-12))) }
      : {}),
    mae: statistic(meanAbsoluteError),
    rmse: statistic(rootMeanSquaredError),
    mape: statistic(meanAbsolutePercentageError),
    medianError: statistic(medianPercentageError),
  };
  const report = await context.storage.putJson({
    kind: "number",
    name: head.names[0] ?? "",
    answers: rows.map((row, place) => ({ row, given: predicted[place], truth: truth[place] })),
  } as never);
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});
