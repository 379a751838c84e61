/** How often the class is right, and which classes are mistaken for which. */
import { accuracy, classScores, confusionMatrix, logLoss, macroF1, topKAccuracy } from "@fuseline/metrics";
import { softmax } from "@fuseline/runtime";
import { issue, UserError } from "@fuseline/schema";
import { measuredRows, truthOf } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { bootstrapped, shareOf } from "../metric-number.ts";
import { evaluateClasses } from "./definition.ts";

export const evaluateClassesStep = implementStep(evaluateClasses, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, inputs.model, params.rows);
  const { manifest, rows, split } = measured;
  const { head } = manifest;
  if (head.task !== "classes") throw new Error(`cannot measure classes of ${head.task}`);
  if (rows.length === 0)
    throw new UserError(
      issue("split-empty", { node: context.node }, { part: params.rows, rows: measured.table.row.length }),
    );
  const outputs = await measured.forward();
  const width = head.labels.length;
  const logits = outputs[head.output]?.data ?? new Float32Array();
  const probabilities = rows.map((_, place) =>
    softmax(logits.subarray(place * width, (place + 1) * width), head.temperature),
  );
  const given = probabilities.map((row) => row.indexOf(Math.max(...row)));
  const truth = truthOf(measured, "class-target") ?? [];
  const matrix = confusionMatrix(truth, given, width);
  const right = truth.filter((label, place) => label === given[place]).length;
  const part = { rows: rows.length, split };
  const at = (list: readonly number[], chosen: ArrayLike<number>): number[] =>
    Array.from(chosen, (place) => list[place] ?? 0);
  const commonest =
    Math.max(...matrix.map((row) => row.reduce((sum, count) => sum + count, 0))) / rows.length;
  const flat = Float64Array.from(probabilities.flat());
  const metrics = {
    accuracy: { ...shareOf(right, part), chance: commonest },
    macroF1: bootstrapped((chosen) => macroF1(confusionMatrix(at(truth, chosen), at(given, chosen), width)), {
      ...part,
      seed: context.seed,
    }),
    top5: shareOf(
      Math.round(
        topKAccuracy({ probabilities: flat, classes: width }, truth, Math.min(5, width)) * rows.length,
      ),
      part,
    ),
    logLoss: bootstrapped((chosen) => meanLogLoss(probabilities, truth, chosen), {
      ...part,
      seed: context.seed,
    }),
  };
  const report = await context.storage.putJson({
    kind: "classes",
    labels: head.labels,
    matrix,
    classes: classScores(matrix),
    accuracy: accuracy(matrix),
    answers: rows.map((row, place) => ({
      row,
      given: given[place],
      truth: truth[place],
      confidence: probabilities[place]?.[given[place] ?? 0],
    })),
    logLoss: logLoss({ probabilities: flat, classes: width }, truth),
  } as never);
  return { outputs: { metrics: { type: "metrics", metrics }, report: { type: "report", report } }, metrics };
});

function meanLogLoss(
  probabilities: readonly (readonly number[])[],
  truth: readonly number[],
  chosen: ArrayLike<number>,
): number {
  const losses = Array.from(
    chosen,
    (place) => -Math.log(Math.max(1e-12, probabilities[place]?.[truth[place] ?? 0] ?? 0)),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
