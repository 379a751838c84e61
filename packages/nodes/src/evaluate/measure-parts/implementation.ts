/** What each part gives: the metric for every subset of parts, with each part shuffled, and Shapley values. */
import {
  ablationDrops,
  accuracy,
  confusionMatrix,
  rSquared,
  shapleyValues,
  subsetsOf,
} from "@fuseline/metrics";
import { type ForwardOutputs, inUnits, isSupervision, recipeColumns } from "@fuseline/runtime";
import { issue, UserError } from "@fuseline/schema";
import { type Measured, measuredRows, truthOf } from "../../define/measured.ts";
import { implementStep } from "../../define/step.ts";
import { measureParts } from "./definition.ts";
import { shuffledRows } from "./shuffled-rows.ts";

export const measurePartsStep = implementStep(measureParts, async (context, { params, inputs }) => {
  const measured = await measuredRows(context, inputs.model, params.rows);
  if (measured.rows.length === 0)
    throw new UserError(
      issue("split-empty", { node: context.node }, { part: params.rows, rows: measured.table.row.length }),
    );
  const parts = partsOf(measured);
  const names = [...parts.keys()];
  const metric = measured.manifest.head.task === "value" ? "r2" : "accuracy";
  const values = new Map<string, number>();
  for (const subset of subsetsOf(names)) {
    const hidden = new Set(
      names.filter((name) => !subset.includes(name)).flatMap((name) => [...(parts.get(name)?.columns ?? [])]),
    );
    values.set(subset.join("+"), scoreOf(measured, await measured.forward({ hidden })));
    context.report.progress({ done: values.size, total: 2 ** names.length + names.length, unit: "subsets" });
  }
  const shuffled: { [part: string]: number } = {};
  for (const [name, { sources }] of parts) {
    const rows = shuffledRows(measured.rows, `${context.key}/${name}`);
    shuffled[name] = scoreOf(measured, await measured.forward({ exchanged: { sources, rows } }));
  }
  const value = (subset: readonly string[]): number =>
    values.get(names.filter((name) => subset.includes(name)).join("+")) ?? 0;
  const report = {
    kind: "parts",
    metric,
    parts: names,
    subsets: Object.fromEntries(
      [...values].map(([subset, score]) => [subset === "" ? "none" : subset, score]),
    ),
    drops: ablationDrops(names, value),
    shapley: shapleyValues(names, value),
    shuffled,
    rows: measured.rows.length,
  };
  const blob = await context.storage.putJson(report as never);
  return {
    outputs: { metrics: { type: "metrics", metrics: {} }, report: { type: "report", report: blob } },
    parts: report,
  };
});

interface PartSources {
  readonly columns: Set<string>;
  readonly sources: Set<string>;
}

/** Parts are what a person would leave out: all photos together, all table columns together, each text. */
function partsOf(measured: Measured): Map<string, PartSources> {
  const parts = new Map<string, PartSources>();
  for (const [source, recipe] of Object.entries(measured.manifest.sources)) {
    if (isSupervision(recipe)) continue;
    const columns = recipeColumns(recipe);
    const name = recipe.recipe === "table" ? "table" : columns.length > 1 ? "photos" : (columns[0] ?? source);
    const part = parts.get(name) ?? { columns: new Set(), sources: new Set() };
    for (const column of columns) part.columns.add(column);
    part.sources.add(source);
    parts.set(name, part);
  }
  return parts;
}

function scoreOf(measured: Measured, outputs: ForwardOutputs): number {
  const { head } = measured.manifest;
  if (head.task === "classes") {
    const width = head.labels.length;
    const logits = outputs[head.output]?.data ?? new Float32Array();
    const given = measured.rows.map((_, place) => {
      const row = logits.subarray(place * width, (place + 1) * width);
      return row.indexOf(Math.max(...row));
    });
    return accuracy(confusionMatrix(truthOf(measured, "class-target") ?? [], given, width));
  }
  if (head.task !== "value") throw new Error(`parts of ${head.task} cannot be measured`);
  const name =
    Object.keys(measured.manifest.sources).find(
      (source) => measured.manifest.sources[source]?.recipe === "number-target",
    ) ?? "";
  const truth = measured.arrays[name]?.value?.data;
  const width = head.names.length;
  return rSquared(
    measured.rows.map((row) => inUnits(head, 0, Number(truth?.[row * width] ?? 0))),
    measured.rows.map((_, place) => inUnits(head, 0, outputs[head.output]?.data[place * width] ?? 0)),
  );
}
